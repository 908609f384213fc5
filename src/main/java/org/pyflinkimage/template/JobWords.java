package org.pyflinkimage.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pyflinkimage.spec.JobEntry;
import org.pyflinkimage.spec.JobSpec;
import org.pyflinkimage.value.ImagePaths;

/**
 * A job as Flink's command lines take it.
 *
 * <p>Flink reads a job's arguments as its own options until it meets one that is none: {@code -p 4} would be its parallelism. What
 * stands behind {@code --} it leaves alone, and takes that word itself; so each command line on the way needs one. {@code flink run}
 * and application mode have two, the client's and PythonDriver's. A job that is sent to a session cluster meets PythonDriver's alone.
 */
final class JobWords {

    private static final String SEPARATOR = "--";

    private JobWords() {}

    /** The model of an image without a job. */
    static Map<String, Object> ofNone() {
        return Map.of(
                "entry", "",
                "options", List.of(),
                "arguments", List.of(),
                "clientArguments", List.of(),
                "jars", List.of(),
                "driverArguments", List.of());
    }

    static Map<String, Object> model(JobSpec job) {
        Map<String, Object> model = new TreeMap<>();
        String file = ImagePaths.USRLIB.resolve(job.entry().file()).value();
        model.put("entry", file);
        model.put(
                "options",
                job.entry() instanceof JobEntry.Module module ? List.of("-pym", module.name()) : List.of("-py", file));
        model.put("arguments", job.arguments());
        model.put(
                "jars",
                job.attachments().jars().stream()
                        .map(jar -> ImagePaths.USRLIB.resolve(jar).value())
                        .toList());
        model.put("clientArguments", behind(2, job.arguments()));
        model.put("driverArguments", behind(1, job.arguments()));
        return model;
    }

    private static List<String> behind(int commandLines, List<String> arguments) {
        if (arguments.isEmpty() || !arguments.get(0).startsWith("-")) {
            return arguments;
        }
        List<String> words = new ArrayList<>(Collections.nCopies(commandLines, SEPARATOR));
        words.addAll(arguments);
        return words;
    }
}

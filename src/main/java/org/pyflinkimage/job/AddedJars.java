package org.pyflinkimage.job;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.Invocation;

/** Jars that a job brings at run time, from wherever it says. */
public final class AddedJars {

    private static final Pattern KEY = Pattern.compile("pipeline\\.(?:jars|classpaths)");

    private static final Pattern CALL =
            Pattern.compile("\\badd_jars\\(|\\badd_classpaths\\(|(?i:\\badd\\s+jar\\b)|" + KEY);

    /** By which commands of Flink are given jars, with the jar behind it or in the word. */
    private static final Pattern OPTION =
            Pattern.compile("-[Cj](?:=?(?:/|[a-z0-9]+:).*)?|--(?:classpath|jarfile|jars)(?:=.*)?");

    /** By which a job's own arguments name jars. Flink reads none of them: {@code -C} may be anything there. */
    private static final Pattern ARGUMENT =
            Pattern.compile("(?:(?<!\\S)--(?:jarfile|jars)\\s+\\S*|=[^\\s=]*)\\.jar(?!\\S)");

    private AddedJars() {}

    /** Whether a source without its comments brings some. */
    public static boolean areIn(String source) {
        return CALL.matcher(source).find();
    }

    /** Whether a setting of Flink's names some. */
    public static boolean isKey(String key) {
        return KEY.matcher(key).matches();
    }

    /** Whether what is declared of a container's processes, or of the job's arguments, brings some. */
    public static boolean areCommanded(ImageSpec spec) {
        Invocation invocation = spec.container().invocation();
        return Stream.of(invocation.entrypoint(), invocation.command())
                        .flatMap(List::stream)
                        .anyMatch(AddedJars::areOptions)
                || spec.job().filter(job -> areArguments(job.arguments())).isPresent();
    }

    private static boolean areOptions(String words) {
        return Stream.of(words.split("\\s+"))
                .anyMatch(word ->
                        OPTION.matcher(word).matches() || KEY.matcher(word).find());
    }

    private static boolean areArguments(List<String> words) {
        String line = String.join(" ", words);
        return ARGUMENT.matcher(line).find() || KEY.matcher(line).find();
    }
}

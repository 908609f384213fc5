package org.pyflinkimage.rules;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.JobSpec;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.Problem.Severity;

/** Rules about what a job's sources do that an image answers in its own way. */
final class JobRules {

    private static final NormalizedName PIP = NormalizedName.of("pip");
    private static final String OPTION = "python.requirements";
    private static final Pattern INSTALLS =
            Pattern.compile("(?m)^[^#\\n]*(?:\\bset_python_requirements\\s*\\(|['\"]python\\.requirements['\"])");
    private static final Pattern OPENS = Pattern.compile(
            "(?m)^[^#\\n]*?\\b(?:open|Path|read_csv|read_json|read_parquet|read_excel)\\(\\s*[rR]?['\"]([^'\"\\n]+)['\"]");
    private static final String DEPENDENCIES =
            "https://nightlies.apache.org/flink/flink-docs-release-2.0/docs/dev/python/dependency_management/";

    private JobRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule("PYF-256", Severity.WARNING, "what the job installs can be installed", JobRules::installs),
                new Rule("PYF-257", Severity.WARNING, "the job opens its files where they lie", JobRules::opens));
    }

    private static List<Finding> installs(Candidate candidate) {
        if (candidate.spec().python().hasPip()
                || DeclaredRequirement.find(PIP, candidate).isPresent()) {
            return List.of();
        }
        Optional<String> place = candidate
                .settings()
                .find(OPTION)
                .map(setting -> "`%s` in `%s`".formatted(OPTION, setting.place()))
                .or(() -> candidate.subject().texts().python().entrySet().stream()
                        .filter(file -> INSTALLS.matcher(file.getValue()).find())
                        .findFirst()
                        .map(file -> "`%s`".formatted(file.getKey())));
        return place
                .map(text -> Finding.of("%s has packages installed when the job starts, and %s leaves pip out"
                                .formatted(text, Element.PIP.named()))
                        .why("each worker runs `python -m pip install`, and ends with `No module named pip`")
                        .remedy("leave it out: what %s names is in the image already"
                                .formatted(Element.REQUIREMENTS.named()))
                        .remedy("pip in the image: " + Element.PIP.with("true"))
                        .source(DEPENDENCIES))
                .stream()
                .toList();
    }

    private static List<Finding> opens(Candidate candidate) {
        Optional<JobSpec> job = candidate.spec().job();
        if (job.isEmpty()) {
            return List.of();
        }
        String entry = job.get().entry().file();
        String folder = entry.substring(0, entry.lastIndexOf('/') + 1);
        return candidate.subject().texts().python().entrySet().stream()
                .flatMap(file -> opened(file, folder, candidate))
                .toList();
    }

    /** Files of the job that a source opens by a relative path, seen from the job's folder or the entry's. */
    private static Stream<Finding> opened(Map.Entry<String, String> source, String folder, Candidate candidate) {
        Set<String> files = candidate.subject().texts().files();
        Set<String> written = new LinkedHashSet<>();
        OPENS.matcher(source.getValue()).results().forEach(found -> written.add(found.group(1)));
        return written.stream()
                .flatMap(path -> Stream.of(folder + path, path)
                        .filter(files::contains)
                        .findFirst()
                        .map(file -> isStart(path, file, candidate)
                                ? openedAtStart(source.getKey(), path, file)
                                : opened(source.getKey(), path, file))
                        .stream());
    }

    /** Whether commands start in the folder that the path leads from. */
    private static boolean isStart(String written, String file, Candidate candidate) {
        return candidate
                .spec()
                .container()
                .folders()
                .working()
                .filter(working -> working.resolve(written).equals(ImagePaths.USRLIB.resolve(file)))
                .isPresent();
    }

    private static Finding openedAtStart(String source, String written, String file) {
        return Finding.of("`%s` opens `%s`, which is in the working directory of some processes alone"
                        .formatted(source, written))
                .why(
                        "where a job is submitted it is found; Python functions run in workers that start in other folders")
                .remedy("in Python functions its place in the image: `%s`".formatted(ImagePaths.USRLIB.resolve(file)))
                .source(DEPENDENCIES)
                .milder(Severity.NOTE);
    }

    private static Finding opened(String source, String written, String file) {
        return Finding.of("`%s` opens `%s`, which is looked for in the working directory".formatted(source, written))
                .why(
                        "the file is in the image, but that directory is another one, and differs between client and worker")
                .remedy("its place in the image: `%s`".formatted(ImagePaths.USRLIB.resolve(file)))
                .remedy("in what is run where the job is submitted: `pathlib.Path(__file__).parent`")
                .source(DEPENDENCIES);
    }
}

package org.pyflinkimage.rules;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.pyflinkimage.flink.OldLog4j;
import org.pyflinkimage.value.Problem.Severity;

/** Rules about log4j files: Flink speaks Log4j 2 since 1.11. */
final class LoggingRules {

    private static final String DOCUMENTS =
            "https://github.com/apache/flink/blob/release-2.0/docs/content/docs/deployment/advanced/logging.md";

    private LoggingRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule("PYF-213", Severity.ERROR, "log4j files are of Log4j 2", LoggingRules::oldSyntax),
                new Rule("PYF-214", Severity.NOTE, "the web interface shows the log", LoggingRules::noFile));
    }

    private static List<Finding> oldSyntax(Candidate candidate) {
        return files(candidate)
                .flatMap(file ->
                        OldLog4j.firstLineIn(file.getValue()).stream().map(line -> oldSyntax(file, line, candidate)))
                .toList();
    }

    private static Finding oldSyntax(Map.Entry<String, String> file, String line, Candidate candidate) {
        return Finding.of("`%s` in `<templates>` is written for log4j 1".formatted(file.getKey()))
                .why("`%s`: Flink %s has Log4j 2, which passes over it, and nothing is logged"
                        .formatted(line, candidate.flink()))
                .remedy("its translation, to be looked through:\n" + OldLog4j.translate(file.getValue()))
                .remedy(
                        "or delete the file: the build writes one for the console and the web interface, with the levels"
                                + " of `<log4j><root>INFO</root></log4j>` (-Dpyflink.log4j.root=INFO)")
                .source(DOCUMENTS);
    }

    /** The log tab of the web interface shows the file that {@code log.file} names. */
    private static List<Finding> noFile(Candidate candidate) {
        return files(candidate)
                .filter(file -> file.getKey().startsWith("log4j-console.properties"))
                .filter(file -> !file.getValue().contains("sys:log.file")
                        && OldLog4j.firstLineIn(file.getValue()).isEmpty())
                .map(file -> Finding.of("the log tab of Flink's web interface will be empty")
                        .why("no appender of `%s` writes to `${sys:log.file}`".formatted(file.getKey()))
                        .remedy("a rolling file beside the console, as in the file that Flink ships")
                        .source(DOCUMENTS))
                .toList();
    }

    private static Stream<Map.Entry<String, String>> files(Candidate candidate) {
        return candidate.subject().texts().configuration().entrySet().stream()
                .filter(file -> file.getKey().matches("log4j.*\\.properties(\\.ftl)?"));
    }
}

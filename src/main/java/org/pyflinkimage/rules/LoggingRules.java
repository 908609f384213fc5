package org.pyflinkimage.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.pyflinkimage.facts.FlinkChange;
import org.pyflinkimage.facts.FlinkChanges;
import org.pyflinkimage.flink.OldLog4j;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.Logging;
import org.pyflinkimage.spec.Logging.Layout;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.Problem.Severity;

/** Rules about what is logged, by log4j files or by {@code <log4j>}: Flink speaks Log4j 2 since 1.11. */
final class LoggingRules {

    private static final String DOCUMENTS =
            "https://github.com/apache/flink/blob/release-2.0/docs/content/docs/deployment/advanced/logging.md";

    private LoggingRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule("PYF-213", Severity.ERROR, "log4j files are of Log4j 2", LoggingRules::oldSyntax),
                new Rule("PYF-214", Severity.NOTE, "the web interface shows the log", LoggingRules::noFile),
                new Rule(
                        "PYF-708",
                        Severity.ERROR,
                        "what is logged is said once, in a form that Flink has",
                        LoggingRules::declared));
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
                .filter(file -> file.getKey().startsWith(ImagePaths.LOG4J_CONSOLE.name()))
                .filter(file -> !file.getValue().contains("sys:log.file")
                        && OldLog4j.firstLineIn(file.getValue()).isEmpty())
                .map(file -> Finding.of("the log tab of Flink's web interface will be empty")
                        .why("no appender of `%s` writes to `${sys:log.file}`".formatted(file.getKey()))
                        .remedy("a rolling file beside the console, as in the file that Flink ships")
                        .source(DOCUMENTS))
                .toList();
    }

    private static List<Finding> declared(Candidate candidate) {
        return Stream.concat(noJson(candidate).stream(), saidTwice(candidate)).toList();
    }

    private static Optional<Finding> noJson(Candidate candidate) {
        FlinkChanges changes = candidate.facts().changes();
        if (candidate.spec().logging().layout() != Layout.JSON
                || changes.has(candidate.flink(), FlinkChange.JSON_LAYOUT)) {
            return Optional.empty();
        }
        return Optional.of(Finding.of("Flink %s cannot log in JSON".formatted(candidate.flink()))
                .why("its distribution has no log4j-layout-template-json, which Flink ships from %s on"
                        .formatted(changes.since(FlinkChange.JSON_LAYOUT).line()))
                .remedy(Element.LOG4J_LAYOUT.with("text"))
                .remedy("or a later Flink in " + Element.FLINK.named())
                .source(changes.since(FlinkChange.JSON_LAYOUT).source()));
    }

    private static Stream<Finding> saidTwice(Candidate candidate) {
        return candidate.spec().logging().equals(Logging.standard())
                ? Stream.empty()
                : files(candidate)
                        .map(Map.Entry::getKey)
                        .filter(file -> !file.endsWith(".ftl"))
                        .map(LoggingRules::saidTwice);
    }

    private static Finding saidTwice(String file) {
        return Finding.of("both `<log4j>` and `%s` in `<templates>` say what is logged".formatted(file))
                .why("the file is used as it is")
                .remedy("write the levels into the file, or delete it; a template, `%s.ftl`, can have both"
                        .formatted(file));
    }

    private static Stream<Map.Entry<String, String>> files(Candidate candidate) {
        return candidate.subject().texts().configuration().entrySet().stream()
                .filter(file -> file.getKey().matches("log4j.*\\.properties(\\.ftl)?"));
    }
}

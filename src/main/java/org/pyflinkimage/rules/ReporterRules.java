package org.pyflinkimage.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pyflinkimage.facts.FlinkOptions;
import org.pyflinkimage.facts.LineSpans;
import org.pyflinkimage.flink.FlinkMinor;
import org.pyflinkimage.rules.OtherFiles.Sought;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.Problem.Severity;
import org.pyflinkimage.value.Spelling;

/** The rule about reporters of metrics, traces and events: something brings the classes that make them. */
final class ReporterRules {

    private static final Pattern KEY =
            Pattern.compile("((?:metrics|traces|events)\\.reporter\\.[^.]+)\\.(factory\\.)?class");
    private static final Pattern FLINKS = Pattern.compile("org\\.apache\\.flink\\.(metrics|traces|events)\\..*");
    private static final String FLINKS_JARS = "flink-metrics-";
    private static final int NEAR = 8;

    private ReporterRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule("PYF-236", Severity.WARNING, "the configured reporters are there", ReporterRules::lacking));
    }

    private static List<Finding> lacking(Candidate candidate) {
        return OptionKeyRules.judged(candidate)
                .flatMap(setting -> {
                    Matcher key = KEY.matcher(setting.key());
                    return key.matches() ? judge(setting, key, candidate).stream() : Stream.empty();
                })
                .toList();
    }

    private static Optional<Finding> judge(FoundSetting setting, Matcher key, Candidate candidate) {
        if (key.group(2) != null) {
            return !setting.isFixed() || isThere(setting.value(), candidate)
                    ? Optional.empty()
                    : Optional.of(missing(setting, candidate));
        }
        boolean both =
                candidate.settings().find(key.group(1) + ".factory.class").isPresent();
        boolean told = candidate.facts().configuration().hasRemoved(candidate.flink());
        return both || told ? Optional.empty() : Optional.of(byClass(setting, key.group(1)));
    }

    /** Whether a plugin of Flink brings it, or may something that is declared. */
    private static boolean isThere(String factory, Candidate candidate) {
        Optional<LineSpans<String>> known =
                Optional.ofNullable(FlinkOptions.shipped().reporters().get(factory));
        return known.flatMap(spans -> spans.in(OptionKeyRules.lineOf(candidate)))
                        .isPresent()
                || !OtherFiles.bringing(sought(factory), candidate.spec()).isEmpty();
    }

    private static Sought sought(String factory) {
        boolean flinks = FLINKS.matcher(factory).matches();
        return new Sought(
                List.of(ImagePaths.LIB, ImagePaths.PLUGINS),
                jar -> !flinks || jar.artifactId().startsWith(FLINKS_JARS),
                flinks ? Optional.of(FLINKS_JARS) : Optional.empty());
    }

    private static Finding missing(FoundSetting setting, Candidate candidate) {
        FlinkOptions options = FlinkOptions.shipped();
        FlinkMinor line = OptionKeyRules.lineOf(candidate);
        Finding finding = Finding.of("no jar brings the reporter of " + setting.toText())
                .why("Flink warns when it starts, and reports nothing there")
                .source(options.source());
        List<String> brought = options.reporters().entrySet().stream()
                .filter(entry -> entry.getValue().in(line).isPresent())
                .map(Map.Entry::getKey)
                .toList();
        Optional<String> here = Spelling.nearest(setting.value(), brought, NEAR);
        if (here.isPresent() && !options.reporters().containsKey(setting.value())) {
            return finding.remedy("`%s`, which PyFlink %s brings".formatted(here.get(), line));
        }
        return finding.remedy("the jar that has the class, in " + Element.CONNECTORS.named());
    }

    private static Finding byClass(FoundSetting setting, String reporter) {
        return Finding.of("Flink makes no reporter of " + setting.toText())
                .why(
                        "Flink 1.17 and newer make reporters by their factories: it warns of the class, and reports nothing there")
                .remedy(setting.replacedBy(reporter + ".factory.class", setting.value() + "Factory"))
                .source(
                        "https://github.com/apache/flink/blob/release-2.0/docs/content/docs/deployment/metric_reporters.md");
    }
}

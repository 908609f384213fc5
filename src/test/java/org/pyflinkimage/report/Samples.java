package org.pyflinkimage.report;

import java.util.List;
import java.util.Map;
import org.pyflinkimage.facts.FactFiles;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.rules.Subject;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.DeclaredSettings;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.verdict.Compatibility;
import org.pyflinkimage.verdict.MatrixVerdict;
import org.pyflinkimage.verdict.Overrides;

/** Matrices whose reports are compared. */
final class Samples {

    private Samples() {}

    /** A refused, a supported and an untested cell, two of which share a tag, with one changed severity. */
    static MatrixVerdict mixed() {
        Compatibility compatibility =
                new Compatibility(facts(), Overrides.parse(Map.of("PYF-115", "off", "PYF-114", "note")));
        return compatibility.checkAll(List.of(
                subject("1.16.1", 8, "3.10", Map.of(), "latest"),
                subject("2.3.0", 17, "3.11", Map.of("rest.bind-address", "localhost"), "latest"),
                subject("2.3.0", 21, "3.12", Map.of("rest.bind-address", "localhost"), "java21")));
    }

    /** Three cells with the same problem, to one of which its Java is a second one. */
    static MatrixVerdict alike() {
        return new Compatibility(facts(), Overrides.parse(Map.of()))
                .checkAll(List.of(
                        subject("2.2.1", 8, "3.13", Map.of(), "java8"),
                        subject("2.2.1", 11, "3.13", Map.of(), "java11"),
                        subject("2.2.1", 17, "3.13", Map.of(), "java17")));
    }

    /** One cell that fits and that nobody has run. */
    static MatrixVerdict untested(Overrides overrides) {
        return new Compatibility(facts(), overrides)
                .checkAll(List.of(subject("2.2.1", 17, "3.11", Map.of(), "latest")));
    }

    static MatrixVerdict empty() {
        return new Compatibility(facts(), Overrides.parse(Map.of())).checkAll(List.of());
    }

    private static Facts facts() {
        return FactFiles.with("tested.json", """
                {"source": "none", "tested": [{"flink": "2.3.0", "java": "17", "python": "3.11", "platform": "linux/amd64",
                             "checked": "2026-11-25", "modes": ["process", "thread"]}]}
                """);
    }

    private static Subject subject(String flink, int java, String python, Map<String, String> config, String tag) {
        Combination combination = new Combination(
                FlinkVersion.parse(flink).orElseThrow(),
                new JavaVersion(java),
                PythonMinor.parse(python).orElseThrow(),
                Platform.LINUX_AMD64);
        return Subject.of(ImageSpec.plain(combination, ImageReference.of("registry.example.com/team/wordcount:" + tag))
                .with(DeclaredSettings.standard().withFlinkConfig(config)));
    }
}

package org.pyflinkimage.rules;

import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import org.pyflinkimage.facts.CompanionRelease;
import org.pyflinkimage.facts.FlinkRelease;
import org.pyflinkimage.facts.FlinkRelease.Pin;
import org.pyflinkimage.facts.WheelSet;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem.Severity;

/** Rules about compiled packages: nothing is compiled here, so each needs a wheel for the Python and the platform. */
final class WheelRules {

    private WheelRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule("PYF-105", Severity.ERROR, "apache-flink is built for the Python", WheelRules::flink),
                new Rule("PYF-106", Severity.ERROR, "apache-beam has a wheel", WheelRules::beam),
                new Rule("PYF-107", Severity.ERROR, "pemja has a wheel", WheelRules::pemja),
                new Rule("PYF-108", Severity.NOTE, "apache-flink has compiled parts", WheelRules::pureFlink));
    }

    /** Judged by wheels of any platform: where only the platform's is missing, the source distribution serves. */
    private static List<Finding> flink(Candidate candidate) {
        NavigableSet<?> minors = candidate.release().wheels().anywhere();
        if (minors.contains(candidate.python())) {
            return List.of();
        }
        return List.of(Finding.of(
                        "apache-flink %s has no wheel for Python %s".formatted(candidate.flink(), candidate.python()))
                .why("it is built for Python %s; its Requires-Python has no upper bound and does not tell"
                        .formatted(Words.list(minors)))
                .remedy(Element.PYTHON.among(minors))
                .source(candidate.release().source()));
    }

    private static List<Finding> beam(Candidate candidate) {
        Pin pin = candidate.release().beam();
        if (hasWheel(candidate, "apache-beam", pin)) {
            return List.of();
        }
        CompanionRelease newest = candidate.facts().companion("apache-beam", pin.newest());
        return List.of(Finding.of("apache-beam %s has no wheel for Python %s on %s"
                        .formatted(pin.newest(), candidate.python(), candidate.platform()))
                .why("apache-flink %s requires apache-beam%s".formatted(candidate.flink(), pin.requirement()))
                .why(wheelsOf(newest, candidate.platform()))
                .remedy("a Python that has one, or a Flink that takes a newer apache-beam")
                .source(newest.source()));
    }

    private static List<Finding> pemja(Candidate candidate) {
        Optional<Pin> pin = candidate.release().pemja();
        if (pin.isEmpty() || hasWheel(candidate, "pemja", pin.get())) {
            return List.of();
        }
        CompanionRelease newest = candidate.facts().companion("pemja", pin.get().newest());
        Finding finding = Finding.of("pemja %s has no wheel for Python %s on %s"
                        .formatted(newest.version(), candidate.python(), candidate.platform()))
                .why("apache-flink %s requires pemja%s"
                        .formatted(candidate.flink(), pin.get().requirement()))
                .why(wheelsOf(newest, candidate.platform()))
                .why("compiling it takes a C compiler and a JDK: a JRE has no `include/jni.h`");
        return List.of(withPemja(candidate)
                .map(flink ->
                        finding.remedy(Element.FLINK.with(flink) + ", the nearest Flink whose pemja has that wheel"))
                .orElse(finding.remedy("a Python or a platform that has one"))
                .source(newest.source()));
    }

    /** The nearest later release whose pemja has the wheel. */
    private static Optional<FlinkVersion> withPemja(Candidate candidate) {
        return candidate.facts().releases().tailMap(candidate.release().version(), false).values().stream()
                .filter(release -> release.wheels().anywhere().contains(candidate.python()))
                .filter(release -> release.pemja()
                        .filter(pin -> hasWheel(candidate, "pemja", pin))
                        .isPresent())
                .map(FlinkRelease::version)
                .findFirst();
    }

    private static List<Finding> pureFlink(Candidate candidate) {
        WheelSet wheels = candidate.release().wheels();
        if (!wheels.on(candidate.platform()).isEmpty()) {
            return List.of();
        }
        return List.of(Finding.of(
                        "apache-flink %s has no wheel for %s".formatted(candidate.flink(), candidate.platform()))
                .why("its source distribution is installed as pure Python: the same results, slower Python functions")
                .source(candidate.release().source()));
    }

    private static boolean hasWheel(Candidate candidate, String name, Pin pin) {
        return pin.versions().stream()
                .map(version -> candidate.facts().companion(name, version).wheels())
                .anyMatch(wheels -> wheels.on(candidate.platform()).contains(candidate.python()));
    }

    private static String wheelsOf(CompanionRelease release, Platform platform) {
        NavigableSet<?> minors = release.wheels().on(platform);
        return minors.isEmpty()
                ? "%s has no wheels for %s at all".formatted(release.version(), platform)
                : "its wheels for %s are for Python %s".formatted(platform, Words.list(minors));
    }
}

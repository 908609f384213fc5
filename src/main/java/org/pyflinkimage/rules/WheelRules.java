package org.pyflinkimage.rules;

import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import org.pyflinkimage.facts.Companion;
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
        return withoutWheel(candidate, Companion.BEAM)
                .map(pin -> missing(candidate, Companion.BEAM, pin)
                        .remedy("a Python that has one, or a Flink that takes a newer " + Companion.BEAM))
                .stream()
                .toList();
    }

    private static List<Finding> pemja(Candidate candidate) {
        return withoutWheel(candidate, Companion.PEMJA)
                .map(pin -> missing(candidate, Companion.PEMJA, pin)
                        .why("compiling it takes a C compiler and a JDK: a JRE has no `include/jni.h`")
                        .remedy(withPemja(candidate)
                                .map(flink ->
                                        Element.FLINK.with(flink) + ", the nearest Flink whose pemja has that wheel")
                                .orElse("a Python or a platform that has one")))
                .stream()
                .toList();
    }

    /** What a release asks of a companion, where nothing that it allows has a wheel. */
    private static Optional<Pin> withoutWheel(Candidate candidate, Companion companion) {
        return candidate.release().pin(companion).filter(pin -> !hasWheel(candidate, companion, pin));
    }

    private static Finding missing(Candidate candidate, Companion companion, Pin pin) {
        CompanionRelease newest = candidate.facts().companion(companion, pin.newest());
        return Finding.of("%s %s has no wheel for Python %s on %s"
                        .formatted(companion, pin.newest(), candidate.python(), candidate.platform()))
                .why("apache-flink %s requires %s%s".formatted(candidate.flink(), companion, pin.requirement()))
                .why(wheelsOf(newest, candidate.platform()))
                .source(newest.source());
    }

    /** The nearest later release whose pemja has the wheel. */
    private static Optional<FlinkVersion> withPemja(Candidate candidate) {
        return candidate.facts().releases().tailMap(candidate.release().version(), false).values().stream()
                .filter(release -> release.wheels().anywhere().contains(candidate.python())
                        && ReleaseRules.takesJava(release, candidate))
                .filter(release -> release.pin(Companion.PEMJA)
                        .filter(pin -> hasWheel(candidate, Companion.PEMJA, pin))
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

    private static boolean hasWheel(Candidate candidate, Companion companion, Pin pin) {
        return pin.versions().stream()
                .map(version -> candidate.facts().companion(companion, version).wheels())
                .anyMatch(wheels -> wheels.on(candidate.platform()).contains(candidate.python()));
    }

    private static String wheelsOf(CompanionRelease release, Platform platform) {
        NavigableSet<?> minors = release.wheels().on(platform);
        return minors.isEmpty()
                ? "%s has no wheels for %s at all".formatted(release.version(), platform)
                : "its wheels for %s are for Python %s".formatted(platform, Words.list(minors));
    }
}

package org.pyflinkimage.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.rules.Specs.cell;
import static org.pyflinkimage.rules.Specs.spec;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.Requirement;
import org.pyflinkimage.report.CompatibilityPage;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.verdict.Compatibility;
import org.pyflinkimage.verdict.Overrides;
import org.pyflinkimage.verdict.Suggestion;
import org.pyflinkimage.verdict.Verdict;

class FactsTest {

    private final Facts facts = Facts.shipped();

    @Test
    void everyReleaseHasALineAndItsCompanions() {
        assertThat(facts.releases().values()).allSatisfy(release -> {
            assertThat(facts.lineOf(release.version()).java()).isNotEmpty();
            assertThat(release.beam().versions()).allSatisfy(version -> facts.companion("apache-beam", version));
            release.pemja()
                    .ifPresent(pin -> assertThat(pin.versions())
                            .isNotEmpty()
                            .allSatisfy(version -> facts.companion("pemja", version)));
        });
    }

    @Test
    void everyRequirementCanBeRead() {
        Stream<String> companions = facts.wheels().values().stream()
                .flatMap(releases -> releases.values().stream())
                .flatMap(release -> release.requires().stream());
        Stream<String> own = facts.releases().values().stream().flatMap(release -> release.requires().stream());

        assertThat(Stream.concat(companions, own))
                .allSatisfy(line -> assertThat(Requirement.parse(line)).isPresent());
    }

    @Test
    void everyLineThatIsOverHasADayAndEveryOtherHasNone() {
        assertThat(facts.lines().values())
                .filteredOn(line -> line.endOfLife().isEmpty())
                .extracting(FlinkLine::line)
                .containsExactly("1.20", "2.2", "2.3");
    }

    @Test
    void newReleaseIsDataAlone() {
        Facts newer = Facts.read(FactsTest::withFlink24);
        Compatibility compatibility = new Compatibility(newer, Overrides.none());

        assertThat(new FlinkReleases(newer).newest()).isEqualTo(new FlinkVersion(2, 4, 0));
        assertThat(compatibility.check(spec(cell("2.4.0", 25, "3.13")))).isInstanceOf(Verdict.Untested.class);
        assertThat(compatibility.check(spec(cell("2.4.0", 11, "3.13"))))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.suggestions())
                                .first()
                                .extracting(Suggestion::combination)
                                .isEqualTo(cell("2.4.0", 17, "3.13")));
        assertThat(new KnownRequirements(newer).of(new FlinkVersion(2, 4, 0), new PythonMinor(13)))
                .extracting(KnownRequirement::requirement)
                .containsExactly("setuptools<83");
        assertThat(CompatibilityPage.write(newer)).contains("| 2.4.0 | <3,>=2.69.0 | ==0.9.0 |");
    }

    @Test
    void newCompanionHasWheelsWhereItsDataSay() {
        Facts newer = Facts.read(FactsTest::withFlink24);

        assertThat(newer.companion("pemja", "0.9.0").wheels().on(Platform.LINUX_ARM64))
                .isEmpty();
    }

    /** A release that does not exist, put into the files as a person would. */
    private static String withFlink24(String name) {
        String text = FactsReader.shippedText(name);
        return switch (name) {
            case "flink.json" -> text.replaceFirst("\"releases\": \\[", """
                    "releases": [
                    {"version": "2.4.0", "released": "2026-12-24", "yanked": false, "requiresPython": ">=3.10", "libraries": true,
                     "wheels": {"linux/amd64": ["3.12", "3.13"]}, "beam": {"requirement": "<3,>=2.69.0", "versions": ["2.69.0"]},
                     "pemja": {"requirement": "==0.9.0", "versions": ["0.9.0"]}, "requires": ["apache-beam<3,>=2.69.0"]},""");
            case "beam.json" -> text.replaceFirst("\"releases\": \\[", """
                    "releases": [
                    {"version": "2.69.0", "wheels": {"linux/amd64": ["3.12", "3.13"]}},""");
            case "pemja.json" -> text.replaceFirst("\"releases\": \\[", """
                    "releases": [
                    {"version": "0.9.0", "wheels": {"linux/amd64": ["3.12", "3.13"]}},""");
            case "lines.json" -> text.replaceFirst("\"lines\": \\[", """
                    "lines": [
                    {"line": "2.4", "java": {"17": "supported", "25": "experimental"}, "defaultJava": 17,
                     "configuration": ["config.yaml"], "source": "https://example.com/flink-2.4"},""");
            case "requirements.json" -> text.replaceFirst("\"missing\": \\[", """
                    "missing": [
                    {"requirement": "setuptools<83", "reason": "made up", "lines": ["2.4"], "except": [], "source": "none"},""");
            default -> text;
        };
    }
}

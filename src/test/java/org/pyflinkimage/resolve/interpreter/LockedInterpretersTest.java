package org.pyflinkimage.resolve.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockedArtifact.Interpreter;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.PlannedContents;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.StandaloneBuild;
import org.pyflinkimage.python.StandaloneFile;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.DeclaredPython;
import org.pyflinkimage.spec.PythonSource;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Sha256;

class LockedInterpretersTest {

    private static final Combination CELL = new Combination(
            FlinkVersion.parse("2.0.0").orElseThrow(),
            JavaVersion.parse("17").orElseThrow(),
            PythonMinor.parse("3.10").orElseThrow(),
            Platform.LINUX_AMD64);
    private static final StandaloneFile KNOWN =
            Facts.shipped().standalones().newest(CELL.python(), CELL.platform()).orElseThrow();
    private static final StandaloneBuild OTHER =
            StandaloneBuild.parse("3.10.16+20241219").orElseThrow();
    private static final Sha256 SUM = Facts.shipped().standalones().sumOf(KNOWN).orElseThrow();

    @Test
    void everyKnownArchiveHasTheSumThatIsKnownOfIt() {
        assertThat(Facts.shipped().standalones().sums()).isNotEmpty().allSatisfy((file, sum) -> {
            assertThat(LockedInterpreters.misfit(plan(file, sum))).isEmpty();
            assertThat(LockedInterpreters.misfit(plan(file, Sha256.of("evil"))))
                    .hasValue("the sum of `%s` is %s, and not %s".formatted(file, sum, Sha256.of("evil")));
        });
    }

    @Test
    void ofOtherArchivesAndOfPlansWithoutOneNothingIsSaid() {
        assertThat(LockedInterpreters.misfit(plan(new StandaloneFile(OTHER, Platform.LINUX_AMD64), SUM)))
                .isEmpty();
        assertThat(LockedInterpreters.misfit(plan(PlannedContents.none()))).isEmpty();
    }

    /** The first word says what is locked, the others what is declared. */
    @ParameterizedTest
    @CsvSource({
        "known, auto,, true",
        "known, standalone,, true",
        "known, suite,, false",
        "known, auto, known, true",
        "known, auto, other, false",
        "other, auto,, false",
        "other, standalone,, false",
        "other, auto, other, true",
        "other, auto, known, false",
        "none, suite,, true",
        "none, auto, other, true"
    })
    void whatIsLockedIsWhatCouldHaveBeenChosen(String locked, String source, @Nullable String build, boolean declared) {
        DeclaredPython python = new DeclaredPython(
                PythonSource.valueOf(source.toUpperCase(Locale.ROOT)),
                build == null ? List.of() : List.of(build.equals("known") ? KNOWN.build() : OTHER),
                Optional.empty());
        Plan plan = switch (locked) {
            case "known" -> plan(KNOWN, SUM);
            case "other" -> plan(new StandaloneFile(OTHER, Platform.LINUX_AMD64), SUM);
            default -> plan(PlannedContents.none());
        };

        assertThat(LockedInterpreters.isDeclared(plan, python)).isEqualTo(declared);
    }

    private static Plan plan(StandaloneFile file, Sha256 sum) {
        Location location =
                new Location(Source.CPYTHON, Interpreter.pathsOf(file).get(0));
        return plan(PlannedContents.none().with(Optional.of(new Interpreter(file, location, sum, 1))));
    }

    private static Plan plan(PlannedContents contents) {
        return new Plan(CELL, Sha256.of("declaration"), Instant.EPOCH, Plans.BOOKWORM, contents);
    }
}

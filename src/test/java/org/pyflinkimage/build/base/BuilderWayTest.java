package org.pyflinkimage.build.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pyflinkimage.build.BaseShape;
import org.pyflinkimage.plan.ChosenBase;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.PlannedContents;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.DeclaredPython;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.PythonSource;
import org.pyflinkimage.value.Sha256;

class BuilderWayTest extends LayeredBaseFixture {

    private static final Combination CELL = Plans.empty().combination();

    /** Bases by what a Dockerfile upon them would come to. */
    enum Kind {
        SUITE_WITH_ITS_PYTHON(base -> BaseShape.temurin(), "3.11", PythonSource.AUTO, true),
        WITH_PACKAGES_OF_ITS_SUITE(base -> BaseShape.debian(), "3.11", PythonSource.AUTO, true),
        STANDALONE_DECLARED(base -> BaseShape.temurin(), "3.11", PythonSource.STANDALONE, false),
        PYTHON_OF_ANOTHER_SUITE(base -> BaseShape.temurin(), "3.10", PythonSource.AUTO, false),
        PYTHON_OF_NO_SUITE_WITH_ITS_JAVA(base -> BaseShape.temurin(), "3.13", PythonSource.AUTO, false),
        OLDER_THAN_THE_SUITE(
                base -> BaseShape.temurin()
                        .glibc("2.31-13")
                        .without("usr/lib/os-release")
                        .file("usr/lib/os-release = ID=debian\nVERSION_CODENAME=bullseye\n"),
                "3.11",
                PythonSource.AUTO,
                false),
        UNRELEASED_SUITE(
                base -> BaseShape.unreleased().file("opt/java/openjdk/bin/java").file(BaseShape.JAVA_17),
                "3.11",
                PythonSource.AUTO,
                false),
        OTHER_FAMILY(
                base -> BaseShape.temurin()
                        .without("usr/lib/os-release")
                        .file("usr/lib/os-release = ID=rocky\nVERSION_ID=9\n"),
                "3.11",
                PythonSource.AUTO,
                false),
        DECLARED_FLINK(base -> BaseShape.flink(CELL.flink().toString()), "3.11", PythonSource.AUTO, true);

        @SuppressWarnings("ImmutableEnumChecker") // None of them has a state.
        private final Function<Kind, BaseShape> shape;

        private final String python;
        private final PythonSource source;
        private final boolean open;

        Kind(Function<Kind, BaseShape> shape, String python, PythonSource source, boolean open) {
            this.shape = shape;
            this.python = python;
            this.source = source;
            this.open = open;
        }
    }

    @ParameterizedTest
    @EnumSource
    void builderIsAWayWhereADockerfileGetsOverTheBase(Kind kind) {
        ImageSpec spec = upon(kind.shape.apply(kind).tagged(registry));
        Combination cell = new Combination(
                CELL.flink(), CELL.java(), PythonMinor.parse(kind.python).orElseThrow(), CELL.platform());
        ImageSpec asked = ImageSpec.plain(cell, spec.reference())
                .with(spec.contents().withPython(new DeclaredPython(kind.source, List.of(), Optional.empty())));

        ChosenBase chosen = bases(false).choose(asked, found -> found);

        assertThat(chosen.takesDockerfile()).isEqualTo(kind.open);
        Plan plan = Plans.empty();
        // Where no standalone CPython comes upon these bases, one of the suite's packages does.
        PlannedContents contents = chosen.interpreter().isPresent()
                ? plan.contents()
                : plan.contents().withDebs(List.of(python(cell.python())));
        Plan locked = new Plan(cell, plan.declaration(), plan.created(), chosen.system(), contents);
        assertThat(bases(false).files(asked, locked).takesDockerfile()).isEqualTo(kind.open);
    }

    private static Deb python(PythonMinor line) {
        return new Deb(
                "python" + line,
                line + ".2-6",
                "amd64",
                new Location(Source.archive("debian"), "pool/python.deb"),
                Sha256.of("python"),
                5);
    }
}

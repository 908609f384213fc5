package org.pyflinkimage.build.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pyflinkimage.build.BaseShape;
import org.pyflinkimage.plan.ChosenBase;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.DeclaredPython;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.PythonSource;

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
        USER_THAT_THE_DOCKERFILE_MAKES(base -> BaseShape.flink("2.2.1"), "3.11", PythonSource.AUTO, false);

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
        Plan locked = new Plan(cell, plan.declaration(), plan.created(), chosen.system(), plan.contents());
        assertThat(bases(false).files(asked, locked).takesDockerfile()).isEqualTo(kind.open);
    }
}

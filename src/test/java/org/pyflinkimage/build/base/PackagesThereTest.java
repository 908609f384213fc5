package org.pyflinkimage.build.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.build.BaseShape;
import org.pyflinkimage.debian.InstalledPackage;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.plan.SystemVersions;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Sha256;

/** Packages of a base, and newer ones in their place. */
class PackagesThereTest extends LayeredBaseFixture {

    @ParameterizedTest
    @CsvSource({
        "hello, hello.list, amd64, ",
        "hello, hello:amd64.list, amd64, ",
        "ca-certificates, ca-certificates.list, amd64, 'its script, which is not run, says which authorities are trusted'",
        "hello, hello.md5sums, amd64, dpkg of the base keeps no list of its files",
        "hello, hello.list, i386, 'the base has it for i386 too, and both are of one version'"
    })
    void thoseThatNoNewerOneMayReplaceAreKnown(String name, String record, String architecture, String why) {
        BaseShape shape = BaseShape.debian().installed(name, "1").file("var/lib/dpkg/info/" + record + " = /.");
        if (architecture.equals("i386")) {
            shape.foreign(name, "1");
        }

        ImageSpec spec = upon(shape.tagged(registry));
        List<InstalledPackage> there = bases(false)
                .choose(spec, found -> found)
                .further()
                .orElseThrow()
                .installed();

        assertThat(there)
                .filteredOn(one -> one.name().equals(name))
                .singleElement()
                .satisfies(one -> assertThat(one.fixed()).isEqualTo(Optional.ofNullable(why)));
    }

    @Test
    void thatNewerOnesComeInTheirPlaceIsToldOnce() {
        BaseShape shape = BaseShape.temurin().installed("hello", "1.0-1").installed("other", "1");

        assertThat(problems(shape, "hello", "libc6", "tini")).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("PYF-963");
            assertThat(problem.severity()).isEqualTo(Problem.Severity.NOTE);
            assertThat(problem.what())
                    .endsWith("are brought up to date: `hello` 1.0-1 to 3.0, `libc6` 2.36-9+deb12u10 to 3.0");
        });
        assertThat(problems(shape, "tini")).isEmpty();
    }

    private List<Problem> problems(BaseShape shape, String... packages) {
        ImageSpec spec = upon(shape.tagged(registry));
        LayeredBases bases = bases(false);
        SystemVersions chosen = bases.choose(spec, found -> found).system();
        List<Deb> debs = Arrays.stream(packages)
                .map(name ->
                        new Deb(name, "3.0", "amd64", new Location(Source.archive("debian"), name), Sha256.of(name), 1))
                .toList();
        Plan plan = Plans.empty();
        return bases.files(
                        spec,
                        new Plan(
                                plan.combination(),
                                plan.declaration(),
                                plan.created(),
                                chosen,
                                plan.contents().withDebs(debs)))
                .problems();
    }
}

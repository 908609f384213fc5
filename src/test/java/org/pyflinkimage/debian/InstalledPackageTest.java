package org.pyflinkimage.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstalledPackageTest {

    @Test
    void whatDpkgHasInstalledIsRead() {
        List<InstalledPackage> packages = InstalledPackage.ofStatus("""
                Package: libc6
                Status: install ok installed
                Version: 2.36-9
                Architecture: amd64
                Provides: libc6-2.36
                Breaks: old (<< 2),
                 older

                Package: gone
                Status: deinstall ok config-files
                Version: 1
                Architecture: amd64
                 \t
                Package: half
                Status: install reinstreq half-installed
                Version: 1

                Package: apart
                Version: 1:2-3
                """);

        assertThat(packages).extracting(InstalledPackage::name).containsExactly("libc6", "apart");
        assertThat(packages.get(0).exclusions()).extracting(Relation::toString).containsExactly("old (<< 2)", "older");
        assertThat(packages.get(0).provides()).extracting(Relation::name).containsExactly("libc6-2.36");
        assertThat(packages.get(1).version()).isEqualTo(DebianVersion.parse("1:2-3"));
    }

    @Test
    void whatIsNoPackageIsPassedOver() {
        assertThat(InstalledPackage.ofStatus(
                        "Package: a\n\n\nno field\n\nPackage: b\nVersion: one two\n\nVersion: 1\n"))
                .isEmpty();
    }

    @Test
    void packageIsThereWhateverItsRelationsAre() {
        assertThat(InstalledPackage.ofStatus("Package: a\r\nVersion: 1\r\nProvides: ${none}\r\nBreaks: b (1)\r\n"))
                .singleElement()
                .satisfies(there -> {
                    assertThat(there.provides()).isEmpty();
                    assertThat(there.exclusions()).isEmpty();
                });
    }

    @ParameterizedTest
    @CsvSource({"amd64, true", "all, true", "'', true", "i386, false", "arm64, false"})
    void packagesOfAnotherArchitectureServeNoProgram(String architecture, boolean serves) {
        String field = architecture.isEmpty() ? "" : "Architecture: " + architecture;

        assertThat(InstalledPackage.ofStatus("Package: a\nVersion: 1\n" + field))
                .singleElement()
                .satisfies(there -> assertThat(there.serves("amd64")).isEqualTo(serves));
    }

    @Test
    void configurationIsKnownByTheSumsThatItWasBroughtWith() {
        String sum = "d5e29449b9e66d5b4bb0d6ce48fbbcb1";

        assertThat(InstalledPackage.ofStatus("""
                        Package: a
                        Version: 1
                        Conffiles:
                         /etc/a %1$s
                         /etc/a b %1$s obsolete
                         //etc/./c/ %1$s
                         /etc/d/../../../e %1$s
                         /etc/new newconffile
                         relative %1$s
                        """.formatted(sum)))
                .singleElement()
                .satisfies(there -> assertThat(there.configuration())
                        .containsOnly(
                                entry("/etc/a", sum), entry("/etc/a b", sum), entry("/etc/c", sum), entry("/e", sum)));
    }

    @Test
    void whatIsOnHoldStays() {
        InstalledPackage held = InstalledPackage.ofStatus(
                        "Package: a\nStatus: hold ok installed\nVersion: 1\nDepends: b (>= 2) | c\n")
                .get(0);

        assertThat(held.fixed()).hasValue("it is on hold in the base");
        assertThat(held.fixed("two").fixed()).hasValue("it is on hold in the base; two");
        assertThat(held.dependencies()).hasToString("[b (>= 2) | c]");
        assertThat(InstalledPackage.ofStatus("Package: a\nStatus: install ok installed\nVersion: 1")
                        .get(0)
                        .fixed())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"amd64, amd64, true", "amd64, all, true", "all, amd64, true", "i386, amd64, false", "i386, all, true"})
    void oneOfTheSameNameGivesWayWhereBothCannotBe(String architecture, String other, boolean givesWay) {
        InstalledPackage there = InstalledPackage.ofStatus("Package: a\nVersion: 1\nArchitecture: " + architecture)
                .get(0);

        assertThat(there.givesWayTo("a", other)).isEqualTo(givesWay);
        assertThat(there.givesWayTo("b", other)).isFalse();
    }
}

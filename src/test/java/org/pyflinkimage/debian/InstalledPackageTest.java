package org.pyflinkimage.debian;

import static org.assertj.core.api.Assertions.assertThat;

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
        InstalledPackage there =
                new InstalledPackage("a", DebianVersion.parse("1"), architecture, List.of(), List.of());

        assertThat(there.serves("amd64")).isEqualTo(serves);
    }
}

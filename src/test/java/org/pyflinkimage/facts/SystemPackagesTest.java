package org.pyflinkimage.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemPackagesTest {

    private final SystemPackages packages = SystemPackages.shipped();

    /** Another order or another package would be another lock file. */
    @Test
    void imageWithItsSuitesPythonHasThatAmongThem() {
        assertThat(String.join(" ", packages.withSuitesPython()))
                .isEqualTo(
                        "base-files base-passwd bash ca-certificates coreutils dash debianutils findutils gettext-base grep"
                                + " hostname libc-bin libjemalloc2 mawk netbase python3 sed tini tzdata");
    }

    @Test
    void pythonAloneTellsThemApart() {
        List<String> without = new ArrayList<>(packages.withSuitesPython());
        without.remove("python3");

        assertThat(packages.withAnyPython()).isEqualTo(without);
    }

    /** One fact in two files. */
    @Test
    void standalonePythonHasThePackageOfItsLibraryInEverySuite() {
        assertThat(Suites.shipped().all())
                .allSatisfy(suite -> assertThat(LibraryPackage.of("libcrypt.so.1", suite.name()))
                        .map(LibraryPackage::name)
                        .map(List::of)
                        .contains(packages.ofStandalonePython()));
    }

    @Test
    void whatComesUponABaseIsInEveryImageWithoutOne() {
        assertThat(packages.dispensable()).containsExactly("libjemalloc2", "netbase", "tini", "tzdata");
        assertThat(packages.ofCertificates()).containsExactly("ca-certificates");
        assertThat(packages.withAnyPython()).containsAll(packages.dispensable()).containsAll(packages.ofCertificates());
    }

    @ParameterizedTest
    @CsvSource({"awk, mawk", "sh, dash", "bash, bash", "wc, coreutils", "find, findutils"})
    void commandComesWithItsPackage(String command, String name) {
        assertThat(packages.bringing(command)).contains(name);
    }

    @Test
    void commandsOfMakersComeWithNone() {
        assertThat(packages.called()).doesNotContain("apt-get", "groupadd", "useradd");
        assertThat(packages.bringing("apt-get")).isEmpty();
    }

    @Test
    void eachCommandIsOfOnePackageThatEveryImageHas() {
        assertThat(packages.all()).flatMap(UsualPackage::commands).doesNotHaveDuplicates();
        assertThat(packages.called())
                .hasSize(27)
                .allSatisfy(command -> assertThat(packages.withAnyPython())
                        .contains(packages.bringing(command).orElseThrow()));
    }

    @Test
    void allCommandsAreLookedForThatSomebodyCalls() {
        assertThat(packages.installing()).containsExactly("apt-get", "bash");
        assertThat(packages.accounts())
                .isEqualTo(new SystemPackages.Accounts("passwd", List.of("groupadd", "useradd")));
        assertThat(packages.commands())
                .hasSize(30)
                .containsAll(packages.called())
                .containsAll(packages.installing())
                .containsAll(packages.accounts().commands());
    }
}

package org.pyflinkimage.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.debian.PackageName;
import org.pyflinkimage.debian.SuiteName;

class LibraryPackageTest {

    @ParameterizedTest
    @CsvSource({
        "libgomp.so.1,     bullseye, libgomp1",
        "libgomp.so.1,     noble,    libgomp1",
        "libGL.so.1,       bookworm, libgl1",
        "libglib-2.0.so.0, trixie,   libglib2.0-0",
        "libodbc.so.2,     bullseye, libodbc1",
        "libodbc.so.2,     bookworm, libodbc2"
    })
    void librariesHaveTheirPackageBySuite(String library, String suite, String name) {
        assertThat(LibraryPackage.of(library, SuiteName.parse(suite)))
                .hasValueSatisfying(known -> assertThat(known.name()).isEqualTo(name));
    }

    @ParameterizedTest
    @CsvSource({"libssl.so.1.1, bookworm", "libgomp.so, bookworm", "libgomp.so.1, sid"})
    void othersAreNotGuessed(String library, String suite) {
        assertThat(LibraryPackage.of(library, SuiteName.parse(suite))).isEmpty();
    }

    @Test
    void eachIsInOnePackageOfASuiteThatImagesAreMadeFrom() {
        List<String> suites = Facts.shipped().suites().all().stream()
                .map(suite -> suite.name().toString())
                .toList();
        assertThat(LibraryPackage.shipped()).allSatisfy(known -> {
            assertThat(PackageName.isName(known.name())).isTrue();
            assertThat(suites).containsAll(known.suites());
        });
        assertThat(LibraryPackage.shipped().stream()
                        .flatMap(known -> known.suites().stream().map(suite -> known.library() + " " + suite)))
                .doesNotHaveDuplicates();
    }
}

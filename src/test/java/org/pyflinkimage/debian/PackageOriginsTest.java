package org.pyflinkimage.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;

class PackageOriginsTest {

    @ParameterizedTest
    @CsvSource({
        "libc6, Source: glibc, OPERATING_SYSTEM, glibc",
        "libc6, Source: glibc (2.36-9+deb12u7), OPERATING_SYSTEM, glibc",
        "libc6, Source:, OPERATING_SYSTEM, libc6",
        "bash, Essential: yes, OPERATING_SYSTEM, bash",
        "openjdk-17-jre-headless, Source: openjdk-17, JAVA, openjdk-17",
        "openjdk-8-jre-headless, Source: openjdk-8, JAVA, openjdk-8",
        "openjdk-21-jre-headless, Source: openjdk-21-lts (21.0.2-1), JAVA, openjdk-21-lts",
        "java-common, Essential: no, OPERATING_SYSTEM, java-common",
        "libpython3.11-stdlib, Source: python3.11, SYSTEM_PYTHON, python3.11",
        "python3-distutils, Source: python3-stdlib-extensions, SYSTEM_PYTHON, python3-stdlib-extensions",
        "python3, Source: python3-defaults, SYSTEM_PYTHON, python3-defaults",
        "python3-numpy, Source: numpy, OPERATING_SYSTEM, numpy",
        "python3-apt, Source: python-apt, OPERATING_SYSTEM, python-apt"
    })
    void packagesOfOneSourceGoTogetherAndJavaAndPythonApart(String name, String field, LayerKind kind, String source) {
        assertThat(origin(Optional.of("3.11"), name, field)).isEqualTo(new Origin(kind, name, source));
    }

    @ParameterizedTest
    @CsvSource({
        "python3.11-minimal, Source: python3.11, python3.11",
        "python3, Source: python3-defaults, python3-defaults"
    })
    void pythonThatIsNotTheImagesIsAPackageAsAnyOther(String name, String field, String source) {
        assertThat(origin(Optional.empty(), name, field))
                .isEqualTo(new Origin(LayerKind.OPERATING_SYSTEM, name, source));
    }

    private static Origin origin(Optional<String> python, String name, String field) {
        Stanza control = Stanza.parse("Package: " + name + "\nVersion: 1\nArchitecture: amd64\n" + field);
        return new PackageOrigins(new SystemOptions(new JavaVersion(17), python, Platform.LINUX_AMD64))
                .of(new UnpackedPackage(control, new TreeMap<>(), List.of()));
    }
}

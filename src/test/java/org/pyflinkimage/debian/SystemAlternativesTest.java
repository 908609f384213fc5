package org.pyflinkimage.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.PyFlinkException;

class SystemAlternativesTest {

    private static final String HOME = "/usr/lib/jvm/java-8-openjdk-amd64";
    private static final SystemOptions OPTIONS =
            new SystemOptions(new JavaVersion(8), Optional.of("3.9"), Platform.LINUX_AMD64);

    private final SampleSystem sample = new SampleSystem();

    @Test
    void programsOfJavaAreChosenFromBothItsFolders() {
        sample.program(HOME + "/jre/bin/java")
                .program(HOME + "/jre/bin/keytool")
                .program(HOME + "/bin/javac");
        sample.file(HOME + "/bin/notes.txt", "no program").link(HOME + "/bin/java", "../jre/bin/java");
        sample.put(HOME + "/bin/lib", FileNode.directory()).program(HOME + "/lib/jspawnhelper");

        SystemAlternatives.install(sample.system, OPTIONS);

        assertThat(sample.written())
                .containsExactly(
                        "d 0755 0:0 /etc",
                        "d 0755 0:0 /etc/alternatives",
                        "l /etc/alternatives/java -> " + HOME + "/jre/bin/java",
                        "l /etc/alternatives/javac -> " + HOME + "/bin/javac",
                        "l /etc/alternatives/keytool -> " + HOME + "/jre/bin/keytool",
                        "d 0755 0:0 /opt",
                        "d 0755 0:0 /opt/java",
                        "l /opt/java/openjdk -> " + HOME,
                        "d 0755 0:0 /usr/bin",
                        "l /usr/bin/java -> /etc/alternatives/java",
                        "l /usr/bin/javac -> /etc/alternatives/javac",
                        "l /usr/bin/keytool -> /etc/alternatives/keytool");
    }

    @Test
    void oneOfTheTwoPlacesOfJavaIsEnough() {
        sample.program(HOME + "/jre/bin/java");

        SystemAlternatives.install(sample.system, OPTIONS);

        assertThat(sample.text("/usr/bin/java")).isEqualTo(HOME + "/jre/bin/java");
    }

    @Test
    void imageWithoutItsJavaIsRefused() {
        sample.program("/usr/lib/jvm/java-11-openjdk-amd64/bin/java");

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> SystemAlternatives.install(sample.system, OPTIONS))
                .withMessageContaining("[PYF-312]")
                .withMessageContaining("`%s/bin/java`", HOME);
    }

    @Test
    void programsThatStandForOthersAreChosen() {
        sample.program(HOME + "/bin/java").program("/usr/bin/mawk").program("/usr/bin/which.debianutils");
        sample.program("/usr/sbin/rmt-tar");

        SystemAlternatives.install(sample.system, OPTIONS);

        assertThat(sample.text("/usr/bin/awk")).isEqualTo("/usr/bin/mawk");
        assertThat(sample.text("/usr/bin/nawk")).isEqualTo("/usr/bin/mawk");
        assertThat(sample.text("/usr/bin/which")).isEqualTo("/usr/bin/which.debianutils");
        assertThat(sample.text("/usr/sbin/rmt")).isEqualTo("/usr/sbin/rmt-tar");
        assertThat(sample.written()).contains("l /usr/bin/awk -> /etc/alternatives/awk");
    }

    @Test
    void programThatAPackagePutThereItselfStays() {
        sample.program(HOME + "/bin/java").program("/usr/bin/mawk").program("/usr/bin/awk");

        SystemAlternatives.install(sample.system, OPTIONS);

        assertThat(sample.text("/usr/bin/awk")).isEqualTo("/usr/bin/awk");
        assertThat(sample.written()).noneMatch(line -> line.contains("/etc/alternatives/awk"));
    }
}

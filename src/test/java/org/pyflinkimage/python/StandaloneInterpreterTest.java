package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.LayerName;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.UnixPath;

class StandaloneInterpreterTest {

    private static final PythonVersion VERSION = PythonVersion.parse("3.10.16").orElseThrow();
    private static final Origin SYSTEM = new Origin(LayerKind.OPERATING_SYSTEM, "system");

    @TempDir
    private Path folder;

    private final FileTree tree = new FileTree();

    @Test
    void itHasALayerOfItsOwnAndFindsTheSystemsAuthorities() throws IOException {
        install(StandaloneTar.of(VERSION, Platform.LINUX_AMD64));

        assertThat(tree.find(StandaloneInterpreter.executable(VERSION.line())))
                .get()
                .satisfies(entry -> {
                    assertThat(entry.path()).hasToString("/opt/python/bin/python3.10");
                    assertThat(entry.origin()).isEqualTo(new Origin(LayerKind.INTERPRETER, "cpython"));
                });
        assertThat(tree.find(UnixPath.of("/etc/ssl/cert.pem")).orElseThrow().node())
                .isEqualTo(FileNode.link("certs/ca-certificates.crt"));
        assertThat(tree.slices()).extracting(FileTree.Slice::name).containsExactly(LayerName.of(LayerKind.INTERPRETER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/pki/tls/certs/ca-bundle.crt",
                "/etc/ssl/ca-bundle.pem",
                "/var/lib/ca-certificates/ca-bundle.pem"
            })
    void authoritiesOfOtherSystemsAreFound(String bundle) throws IOException {
        tree.add(SYSTEM, UnixPath.of(bundle), FileNode.file("theirs"));

        install(StandaloneTar.of(VERSION, Platform.LINUX_AMD64));

        assertThat(tree.follow(UnixPath.of("/etc/ssl/cert.pem")).orElseThrow().node())
                .isEqualTo(FileNode.file("theirs"));
    }

    @Test
    void authoritiesThatAreThereStay() throws IOException {
        tree.add(SYSTEM, UnixPath.of("/etc/ssl/cert.pem"), FileNode.file("mine"));

        install(StandaloneTar.of(VERSION, Platform.LINUX_AMD64));

        assertThat(tree.find(UnixPath.of("/etc/ssl/cert.pem")).orElseThrow().node())
                .isEqualTo(FileNode.file("mine"));
    }

    @ParameterizedTest
    @CsvSource({"3.10.16, true", "3.10.1, false", "3.10.160, false", "0.16, false", "3.11.16, false"})
    void itsLibrarySaysWhichReleaseItIs(String version, boolean same) throws IOException {
        assertThat(StandaloneInterpreter.isOf(tree, VERSION)).isFalse();

        install(StandaloneTar.of(VERSION, Platform.LINUX_AMD64));

        assertThat(PythonVersion.parse(version)
                        .filter(other -> StandaloneInterpreter.isOf(tree, other))
                        .isPresent())
                .isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource({"LINUX_AMD64, LINUX_AMD64, true", "LINUX_ARM64, LINUX_ARM64, true", "LINUX_ARM64, LINUX_AMD64, false"})
    void itsProgramSaysWhatItRunsOn(Platform made, Platform wanted, boolean runs) throws IOException {
        install(StandaloneTar.of(VERSION, made));

        assertThat(StandaloneInterpreter.runsOn(tree, VERSION.line(), wanted)).isEqualTo(runs);
        assertThat(StandaloneInterpreter.runsOn(tree, new PythonMinor(11), wanted))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "4, 1", "5, 2", "18, 3", "19, 1"})
    void whatIsNoProgramRunsOnNothing(int index, byte other) {
        byte[] program = StandaloneTar.program(Platform.LINUX_AMD64);
        program[index] = other;

        assertThat(ElfMachine.of(program)).isEmpty();
        assertThat(ElfMachine.of(new byte[19])).isEmpty();
    }

    @Test
    void theLibraryHasToRunThereToo() throws IOException {
        install(StandaloneTar.of(VERSION, Platform.LINUX_AMD64));
        tree.replace(
                SYSTEM,
                UnixPath.of("/opt/python/lib/libpython3.10.so.1.0"),
                FileNode.program(Content.of(StandaloneTar.program(Platform.LINUX_ARM64))));

        assertThat(StandaloneInterpreter.runsOn(tree, VERSION.line(), Platform.LINUX_AMD64))
                .isFalse();
    }

    private void install(StandaloneTar tar) throws IOException {
        Path packed = folder.resolve("packed");
        StandaloneArchive.pack(tar.write(folder.resolve("archive.tar.gz")), packed, "packed");
        StandaloneInterpreter.install(tree, packed, "cpython");
    }
}

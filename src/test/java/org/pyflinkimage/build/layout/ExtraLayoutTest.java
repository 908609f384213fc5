package org.pyflinkimage.build.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.build.TinyImage;
import org.pyflinkimage.rules.Rules;
import org.pyflinkimage.spec.ContainerUser;
import org.pyflinkimage.spec.ExtraDirectory;
import org.pyflinkimage.spec.ExtraDirectory.Permission;
import org.pyflinkimage.spec.ExtraDirectoryText;
import org.pyflinkimage.spec.FilePattern;
import org.pyflinkimage.spec.JobChoice;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.Directory;
import org.pyflinkimage.tree.FileNode.HardLink;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileNode.SymbolicLink;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.tree.Owner;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.UnixPath;

/** Files of extra directories in an image. */
class ExtraLayoutTest {

    private static final Origin PACKAGE = new Origin(LayerKind.OPERATING_SYSTEM, "some-package");
    private static final Owner FLINK = new Owner(9999, 9999);

    @TempDir
    private Path folder;

    private Path etc;

    @BeforeEach
    void folder() throws IOException {
        etc = folder.resolve("etc");
        file("a.conf", "a");
    }

    private void file(String path, String text) throws IOException {
        Path file = etc.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private ExtraDirectory into(String into, Permission... permissions) {
        return new ExtraDirectory(etc, UnixPath.of(into), JobChoice.usual(), List.of(permissions), ContainerUser.FLINK);
    }

    private static FileNode at(String path, FileTree tree) {
        return tree.find(UnixPath.of(path)).orElseThrow().node();
    }

    private static String text(String path, FileTree tree) throws IOException {
        try (var stream = ((RegularFile) at(path, tree)).content().open()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void filesHaveTheDeclaredOwnerAndPermissions() throws IOException {
        file("deep/run.sh", "#!/bin/sh\r\n");
        FileTree tree = new FileTree();
        tree.add(PACKAGE, UnixPath.of("/srv"), FileNode.directory());

        List<Problem> warnings = ExtraLayout.install(
                List.of(into(
                        "/srv/x",
                        new Permission(FilePattern.of("*.sh"), 0755),
                        new Permission(FilePattern.of("/srv/x/deep/"), 0750))),
                tree);

        assertThat(warnings).isEmpty();
        assertThat(at("/srv", tree)).isEqualTo(FileNode.directory());
        assertThat(at("/srv/x", tree)).isEqualTo(new Directory(0755, FLINK));
        assertThat(at("/srv/x/deep", tree)).isEqualTo(new Directory(0750, FLINK));
        assertThat(at("/srv/x/a.conf", tree)).isEqualTo(new RegularFile(0644, FLINK, Content.of("a")));
        // As a checkout on Linux has it.
        assertThat(at("/srv/x/deep/run.sh", tree)).isEqualTo(new RegularFile(0755, FLINK, Content.of("#!/bin/sh\n")));
        assertThat(tree.slices().stream()
                        .filter(slice -> slice.name().kind() == LayerKind.EXTRA)
                        .flatMap(slice -> slice.entries().stream())
                        .map(entry -> entry.path().value()))
                .containsExactly("/srv", "/srv/x", "/srv/x/a.conf", "/srv/x/deep", "/srv/x/deep/run.sh");
    }

    /** Whichever of them has the file that comes first by its name. */
    @Test
    void folderOfSeveralDirectoriesIsAsTheFirstDeclaredOneSays() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("0.conf"), "b");
        ExtraDirectory first = into("/etc/acme", new Permission(FilePattern.of("/etc/acme/"), 0700));
        ExtraDirectory second = new ExtraDirectory(
                other,
                UnixPath.of("/etc/acme"),
                JobChoice.usual(),
                List.of(),
                ContainerUser.parse("0:0").orElseThrow());
        FileTree tree = new FileTree();

        ExtraLayout.install(List.of(first, second), tree);

        assertThat(at("/etc/acme", tree)).isEqualTo(new Directory(0700, FLINK));
        assertThat(at("/etc/acme", ExtraLayout.treeOf(List.of(first, second)))).isEqualTo(new Directory(0700, FLINK));
        assertThat(at("/etc/acme", ExtraLayout.treeOf(List.of(second, first))))
                .isEqualTo(new Directory(0755, Owner.ROOT));
    }

    @Test
    void oneFileByTwoPathsOfTheImageIsRefused() {
        FileTree tree = new FileTree();
        tree.add(PACKAGE, UnixPath.of("/usr/lib"), FileNode.directory());
        tree.add(PACKAGE, UnixPath.of("/lib"), FileNode.link("usr/lib"));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> ExtraLayout.install(List.of(into("/lib/x"), into("/usr/lib/x")), tree))
                .withMessageContaining("PYF-078")
                .withMessageContaining("the same place as `/lib/x/a.conf`");
    }

    /** Of one disk they depend on its system, its settings and how the file came there. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void permissionsOfTheDiskDoNotCount() throws IOException {
        file("run.sh", "#!/bin/sh\n");
        FileTree before = ExtraLayout.treeOf(List.of(into("/x")));
        assertThat(etc.resolve("run.sh").toFile().setExecutable(true)).isTrue();
        assertThat(etc.resolve("a.conf").toFile().setWritable(false)).isTrue();

        assertThat(ExtraLayout.treeOf(List.of(into("/x"))).entries()).isEqualTo(before.entries());
        assertThat(at("/x/run.sh", before).mode()).isEqualTo(0644);
    }

    @Test
    void linksStayLinks() throws IOException {
        Files.createSymbolicLink(etc.resolve("again"), Path.of("a.conf"));

        assertThat(at("/x/again", ExtraLayout.treeOf(List.of(into("/x")))))
                .isEqualTo(new SymbolicLink("a.conf", FLINK));
    }

    @Test
    void largeFilesAreNotHeldInMemory() throws IOException {
        Files.write(etc.resolve("large.bin"), new byte[(1 << 20) + 1]);

        RegularFile large = (RegularFile) at("/x/large.bin", ExtraLayout.treeOf(List.of(into("/x"))));
        assertThat(large.content()).isInstanceOf(Content.Stored.class);
    }

    @Test
    void whatTakesTheirPlaceIsWarnedOfByWhatBroughtIt() throws IOException {
        for (int i = 0; i < 7; i++) {
            file("f" + i, "x");
        }
        file("same", "same");
        FileTree tree = new FileTree();
        for (int i = 0; i < 7; i++) {
            tree.add(PACKAGE, UnixPath.of("/x/f" + i), FileNode.file("other"));
        }
        tree.add(new Origin(LayerKind.JOB, "job"), UnixPath.of("/x/a.conf"), FileNode.link("f1"));
        tree.add(PACKAGE, UnixPath.of("/x/same"), new RegularFile(0644, FLINK, Content.of("same")));

        List<Problem> warnings = ExtraLayout.install(List.of(into("/x")), tree);

        assertThat(warnings)
                .extracting(Problem::what)
                .containsExactly(
                        "files of `<extraDirectories>` take the place of others, which `job` brings",
                        "files of `<extraDirectories>` take the place of others, which `some-package` brings");
        assertThat(warnings.get(0).why()).containsExactly("`/x/a.conf`");
        assertThat(warnings.get(1).why()).containsExactly("`/x/f0`, `/x/f1`, `/x/f2`, `/x/f3`, `/x/f4` and 2 more");
        assertThat(warnings).allSatisfy(warning -> {
            assertThat(warning.severity()).isEqualTo(Severity.WARNING);
            assertThat(Rules.isKnown(warning.code())).isTrue();
        });
        assertThat(text("/x/a.conf", tree)).isEqualTo("a");
        assertThat(text("/x/f6", tree)).isEqualTo("x");
    }

    /** Where a folder is, below a file, below a link that leads nowhere, and one name of several. */
    @Test
    void whatNothingCanLieInThePlaceOfIsAProblem() throws IOException {
        file("folder", "x");
        file("file/x", "x");
        file("nowhere/x", "x");
        file("linked", "x");
        FileTree tree = new FileTree();
        tree.add(PACKAGE, UnixPath.of("/x/folder/y"), FileNode.file("x"));
        tree.add(PACKAGE, UnixPath.of("/x/file"), FileNode.file("x"));
        tree.add(PACKAGE, UnixPath.of("/x/nowhere"), FileNode.link("gone"));
        tree.add(PACKAGE, UnixPath.of("/x/linked"), FileNode.file("x"));
        tree.add(PACKAGE, UnixPath.of("/x/again"), new HardLink(UnixPath.of("/x/linked"), 0644, Owner.ROOT));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> ExtraLayout.install(List.of(into("/x")), tree))
                .satisfies(failure -> {
                    assertThat(failure.problems()).extracting(Problem::code).containsOnly("PYF-078");
                    assertThat(failure.problems())
                            .extracting(problem -> problem.what().replaceAll(" of .*", "") + " "
                                    + problem.why().get(0))
                            .containsExactly(
                                    "`file/x` `/x/file` is a file of the image, or a link that leads to no folder",
                                    "`folder` a folder of the image lies there",
                                    "`linked` the file that lies there has several names, and would change under one alone",
                                    "`nowhere/x` `/x/nowhere` is a file of the image, or a link that leads to no folder");
                });
    }

    @Test
    void folderThatIsALinkInTheImageIsFollowed() throws IOException {
        file("there/x", "x");
        FileTree tree = new FileTree();
        tree.add(PACKAGE, UnixPath.of("/elsewhere"), FileNode.directory());
        tree.add(PACKAGE, UnixPath.of("/x/there"), FileNode.link("/elsewhere"));

        ExtraLayout.install(List.of(into("/x")), tree);

        assertThat(text("/elsewhere/x", tree)).isEqualTo("x");
        assertThat(at("/x/there", tree)).isEqualTo(FileNode.link("/elsewhere"));
    }

    /** Over the merged /usr, over what Flink and the job have, and in a volume. */
    @Test
    void imageHasThemOverAllElse() throws IOException {
        TinyImage tiny = new TinyImage(folder);
        file("bin/tool", "tool");
        file("opt/flink/usrlib/main.py", "other");
        ExtraDirectoryText bin =
                new ExtraDirectoryText("etc/bin", "/bin", List.of(), List.of(), List.of(), Optional.empty());
        ExtraDirectoryText usrlib = new ExtraDirectoryText(
                "etc/opt", "/opt", List.of(), List.of("nothing*"), List.of(), Optional.of("flink"));
        FileTree tree = PartLayoutTest.treeOf(
                tiny, TinyImage.spec(tiny.declaration().withExtraDirectories(List.of(bin, usrlib))), tiny.plan());

        assertThat(text("/usr/bin/tool", tree)).isEqualTo("tool");
        assertThat(at("/bin", tree)).isInstanceOf(SymbolicLink.class);
        assertThat(text("/opt/flink/usrlib/main.py", tree)).isEqualTo("other");
        assertThat(at("/opt", tree).owner()).isEqualTo(Owner.ROOT);
        assertThat(tree.slices())
                .extracting(slice -> slice.name().kind())
                .contains(LayerKind.EXTRA)
                .doesNotContain(LayerKind.JOB);
        assertThat(Set.copyOf(tree.entries())).hasSameSizeAs(tree.entries());
    }
}

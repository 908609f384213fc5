package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.fetch.LoopbackServer;
import org.pyflinkimage.resolve.index.DeclaredAccess;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.IndexText;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Login;
import org.pyflinkimage.value.SilentLog;

/** What somebody else's file on a server, or a lock file, may lead a build to. */
class PlacesOfServersTest {

    @TempDir
    private Path folder;

    private TinyImage tiny;

    @BeforeEach
    void image() throws IOException {
        tiny = new TinyImage(folder);
    }

    /** Whoever answers for that server is who must not choose what runs. */
    @ParameterizedTest
    @CsvSource({
        "--extra-index-url SERVER/evil/simple, '', false",
        "--find-links SERVER/evil.html,        '', false",
        "--index-url SERVER/more.txt,          '', false",
        "--extra-index-url SERVER/evil/simple, --extra-index-url SERVER/own/simple, false",
        "--find-links SERVER/evil/,            own @ SERVER/wheels/own-1-py3-none-any.whl, false",
        "--extra-index-url SERVER/own/simple,  --extra-index-url SERVER/own/simple, true",
        "--find-links SERVER/own/links/,       --find-links SERVER/own, true"
    })
    void aServerDoesNotNameItself(String line, String own, boolean taken) throws IOException {
        tiny.addSdist("dill", new byte[1]);
        try (LoopbackServer server = new LoopbackServer()) {
            String root = server.address("").toString();
            server.serve(
                    "/more.txt",
                    "text/plain",
                    (line + "\n").replace("SERVER", root).getBytes(StandardCharsets.UTF_8));
            Files.writeString(
                    folder.resolve("requirements.txt"),
                    "-r %s\n%s\n".formatted(server.address("/more.txt"), own.replace("SERVER", root)));
            Declaration declaration = tiny.declaration().with(Element.REQUIREMENTS, List.of("requirements.txt"));
            PlannedImage image = tiny.planned(TinyImage.spec(declaration));
            Reach reach = reach(declaration);

            if (taken) {
                assertThat(reach.containerFiles(image, false)).containsKey("pip.conf");
            } else {
                assertThatThrownBy(() -> reach.containerFiles(image, false))
                        .hasMessageContainingAll("[PYF-465]", "is no place to build packages from");
            }
        }
    }

    /** The usual index, too, is one that nobody has named; each way out that the message tells is one. */
    @ParameterizedTest
    @CsvSource({
        "'',                            '-r SERVER/more.txt',                                       false",
        "SERVER/usual/simple/,          '-r SERVER/more.txt',                                       true",
        "corp=SERVER/usual/simple,      '-r SERVER/more.txt',                                       true",
        "SERVER/other/simple/,          '-r SERVER/more.txt',                                       false",
        "'',                            '-r SERVER/more.txt\n--index-url SERVER/usual/simple',       true",
        "'',                            '--extra-index-url SERVER/usual/simple/\n-r SERVER/more.txt', true",
        "'',                            '-r copy.txt',                                              true"
    })
    void theUsualIndexOfAServersFileIsOneOnceItIsNamed(String index, String lines, boolean taken) throws IOException {
        tiny.addSdist("dill", new byte[1]);
        try (LoopbackServer server = new LoopbackServer()) {
            String root = server.address("").toString();
            String text = "--index-url %s/usual/simple\n".formatted(root);
            server.serve("/more.txt", "text/plain", text.getBytes(StandardCharsets.UTF_8));
            Files.writeString(folder.resolve("copy.txt"), text);
            Files.writeString(folder.resolve("requirements.txt"), lines.replace("SERVER", root) + "\n");
            Declaration declaration = tiny.declaration()
                    .with(Element.REQUIREMENTS, List.of("requirements.txt"))
                    .withIndexes(Stream.of(index.replace("SERVER", root))
                            .filter(one -> !one.isEmpty())
                            .map(IndexText::parse)
                            .toList());
            PlannedImage image = tiny.planned(TinyImage.spec(declaration));
            Reach reach = reach(declaration);

            if (taken) {
                assertThat(reach.containerFiles(image, false).get("pip.conf"))
                        .asString()
                        .containsPattern("index-url = http://(corp:word@)?" + root.substring(7) + "/usual/simple/?\n");
            } else {
                assertThatThrownBy(() -> reach.containerFiles(image, false))
                        .hasMessageContainingAll(
                                "[PYF-465] `--index-url %s/usual/simple` in line 1 of `more.txt`".formatted(root),
                                Element.INDEXES.named(),
                                "write `--index-url %s/usual/simple` into a requirements file of your own"
                                        .formatted(root),
                                "a copy of the file into the project: " + Element.REQUIREMENTS.named());
            }
        }
    }

    /** A page of links is no index. */
    @Test
    void aPageOfLinksIsNotToBeNamedAsAnIndex() throws IOException {
        tiny.addSdist("dill", new byte[1]);
        try (LoopbackServer server = new LoopbackServer()) {
            server.serve("/more.txt", "text/plain", "-f http://127.0.0.1:9/wheels/".getBytes(StandardCharsets.UTF_8));
            Files.writeString(folder.resolve("requirements.txt"), "-r %s\n".formatted(server.address("/more.txt")));
            Declaration declaration = tiny.declaration().with(Element.REQUIREMENTS, List.of("requirements.txt"));
            PlannedImage image = tiny.planned(TinyImage.spec(declaration));

            assertThatThrownBy(() -> reach(declaration).containerFiles(image, false))
                    .hasMessageContaining("write `--find-links http://127.0.0.1:9/wheels/` into a requirements file")
                    .hasMessageNotContaining("<indexes>");
        }
    }

    /** They say nothing of folders here. */
    @Test
    void filesOfServersAreNotAskedForFolders() throws IOException {
        tiny.addSdist("dill", new byte[1]);
        try (LoopbackServer server = new LoopbackServer()) {
            Files.writeString(folder.resolve("requirements.txt"), "-r %s\n".formatted(server.address("/more.txt")));
            Declaration declaration = tiny.declaration().with(Element.REQUIREMENTS, List.of("requirements.txt"));

            assertThat(reach(declaration).buildPackages(tiny.planned(TinyImage.spec(declaration))))
                    .isEmpty();
            assertThat(server.requests()).isEmpty();
        }
    }

    /** Who writes a lock file must not choose who sees the login for any host. */
    @Test
    void hostsOfLockFilesGetNoLoginThatIsForAny() throws IOException {
        Files.writeString(folder.resolve(".netrc"), "default login me password secret\n");
        Files.writeString(folder.resolve("pyproject.toml"), "[project]\ndependencies = [\"own\"]\n");
        Files.writeString(folder.resolve("poetry.lock"), """
                [[package]]
                name = "own"
                version = "1"
                [package.source]
                type = "legacy"
                url = "https://evil.test/simple"
                reference = "corp"
                """);
        Declaration declaration = tiny.declaration().with(Element.REQUIREMENTS, List.of("poetry.lock"));

        assertThat(reach(declaration).logins().find(URI.create("https://evil.test/simple/own/")))
                .isEmpty();
    }

    private Reach reach(Declaration declaration) {
        ImageSpec spec = TinyImage.spec(declaration);
        Environment told = DeclaredAccess.told(
                new Environment(Map.of(), folder), spec.hints().indexes(), name -> new Login(name, "word"), false);
        return Reach.of(told, List.of(spec), new Network(false, false, List.of()), SilentLog.INSTANCE);
    }
}

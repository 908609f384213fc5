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
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.fetch.Logins;
import org.pyflinkimage.fetch.LoopbackServer;
import org.pyflinkimage.resolve.index.DeclaredAccess;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.IndexText;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Login;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.SilentLog;

class ReachTest {

    @TempDir
    private Path folder;

    private Path home;
    private TinyImage tiny;

    @BeforeEach
    void userWithPip() throws IOException {
        home = Files.createDirectories(folder.resolve("home/.config/pip"))
                .getParent()
                .getParent();
        Files.writeString(home.resolve(".config/pip/pip.conf"), "[global]\nindex-url = http://ann:1@127.0.0.1:9/a/\n");
        tiny = new TinyImage(folder);
    }

    @Test
    void uvIsToldWhatOnlyPipKnows() {
        Reach reach = reach(tiny.declaration(), false);

        assertThat(reach.indexes().main()).contains(URI.create("http://ann:1@127.0.0.1:9/a/"));
        assertThat(reach.environment().variable("UV_DEFAULT_INDEX")).contains("http://ann:1@127.0.0.1:9/a/");
    }

    @Test
    void loginsOfIndexesAndMirrorsAreKnown() {
        Reach reach = reach(
                tiny.declaration().with(Element.DEBIAN_MIRROR, List.of("http://bob:2@127.0.0.1:8/debian/")), false);

        assertThat(reach.logins().find(URI.create("http://127.0.0.1:9/a/b"))).contains(new Login("ann", "1"));
        assertThat(reach.logins().find(URI.create("http://127.0.0.1:8/debian/dists/")))
                .contains(new Login("bob", "2"));
        assertThat(reach.logins().find(URI.create("http://127.0.0.1:7/"))).isEmpty();
    }

    /** Who writes such an address bears that everybody in between hears the login; who writes a lock file does not. */
    @Test
    void loginsOfNetrcGoOverPlainHttpToWhatTheUserHasWritten() throws IOException {
        Files.writeString(home.resolve(".netrc"), """
                machine mirror.test login me password secret
                machine lines.test login me password secret
                machine links.test login me password secret
                machine pages.test login me password secret
                machine wheels.test login me password secret
                machine settings.test login me password secret
                machine locked.test login me password secret
                """);
        Files.writeString(folder.resolve("requirements.txt"), """
                -r http://lines.test/a.txt
                --find-links http://pages.test/x/
                own @ http://wheels.test/own-1-py3-none-any.whl
                """);
        Files.writeString(folder.resolve("uv.toml"), "find-links = [\"http://settings.test/x/\"]\n");
        Declaration declaration = tiny.declaration().with(Element.DEBIAN_MIRROR, List.of("http://mirror.test/debian/"));
        Map<String, String> variables = Map.of("UV_FIND_LINKS", "http://links.test/wheels/");

        Logins logins =
                reach(declaration, new Environment(variables, home), false).logins();

        assertThat(List.of("mirror", "lines", "links", "pages", "wheels", "settings"))
                .allSatisfy(host -> assertThat(logins.find(URI.create("http://" + host + ".test/y")))
                        .isPresent());
        assertThat(logins.find(URI.create("http://locked.test/y"))).isEmpty();
        assertThat(logins.find(URI.create("https://locked.test/y"))).isPresent();
    }

    /** Whichever of his files a user has written an address into. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            requirements.txt     | own @ http://HOST/own-1-py3-none-any.whl
            requirements.txt     | http://HOST/own-1-py3-none-any.whl
            requirements.txt     | --extra-index-url http://HOST/simple
            pyproject.toml       | [project]~dependencies = ["own @ http://HOST/own-1-py3-none-any.whl ; python_version > '3'"]
            pyproject.toml       | [project]~dependencies = ["own"]~[tool.uv.sources]~own = { url = "http://HOST/own-1-py3-none-any.whl" }
            pyproject.toml       | [project]~dependencies = ["own"]~[tool.uv.sources]~own = { index = "corp" }~[[tool.uv.index]]~name = "corp"~url = "http://HOST/simple"
            pyproject.toml[more] | [project.optional-dependencies]~more = ["own @ http://HOST/own-1-py3-none-any.whl"]
            uv.lock              | version = 1~[[package]]~name = "job"~source = { virtual = "." }~dependencies = [{ name = "own" }]~[[package]]~name = "own"~version = "1"~source = { url = "http://HOST/own-1-py3-none-any.whl" }
            pylock.toml          | lock-version = "1.0"~[[packages]]~name = "own"~archive = { url = "http://HOST/own-1-py3-none-any.whl" }
            Pipfile.lock         | {"_meta": {"pipfile-spec": 6}, "default": {"own": {"file": "http://HOST/own-1-py3-none-any.whl"}}}
            Pipfile.lock         | {"_meta": {"pipfile-spec": 6, "sources": [{"name": "corp", "url": "http://HOST/simple"}]}, "default": {"own": {"version": "==1"}}}
            poetry.lock          | [[package]]~name = "own"~version = "1"~[package.source]~type = "url"~url = "http://HOST/own-1-py3-none-any.whl"
            poetry.lock          | [[package]]~name = "own"~version = "1"~[package.source]~type = "legacy"~url = "http://HOST/simple"~reference = "corp"
            """)
    void everyFormOfRequirementsIsWrittenByTheUser(String name, String text) throws IOException {
        Files.writeString(home.resolve(".netrc"), "machine host.test login me password secret\n");
        Files.writeString(folder.resolve("pyproject.toml"), "[project]\ndependencies = [\"own\"]\n");
        Files.writeString(
                folder.resolve(name.replaceFirst("\\[.*", "")),
                text.replace("HOST", "host.test").replace('~', '\n'));
        Declaration declaration = tiny.declaration().with(Element.REQUIREMENTS, List.of(name));

        Logins logins = reach(declaration, false).logins();

        assertThat(logins.find(URI.create("http://host.test/y"))).contains(new Login("me", "secret"));
    }

    /** Others have written what a page of an index or a file on a server says. */
    @Test
    void filesOfServersAreNotWrittenByTheUser() throws IOException {
        Files.writeString(home.resolve(".netrc"), "machine host.test login me password secret\n");
        try (LoopbackServer server = new LoopbackServer()) {
            server.serve(
                    "/more.txt",
                    "text/plain",
                    "own @ http://host.test/own-1-py3-none-any.whl\n".getBytes(StandardCharsets.UTF_8));
            Files.writeString(folder.resolve("requirements.txt"), "-r %s\n".formatted(server.address("/more.txt")));
            Declaration declaration = tiny.declaration().with(Element.REQUIREMENTS, List.of("requirements.txt"));

            assertThat(reach(declaration, false).logins().find(URI.create("http://host.test/y")))
                    .isEmpty();
        }
    }

    /** uv asks these indexes for what comes from there, pipenv's pip and Poetry also for what that is built by. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            Pipfile.lock | own2 | -            | http://${WHO}:${WORD}@127.0.0.1:6/simple | http://me:w%40rd@127.0.0.1:6/simple
            Pipfile.lock | corp | -            | http://127.0.0.1:6/simple                | http://you:2@127.0.0.1:6/simple
            Pipfile.lock | pypi | -            | http://127.0.0.1:6/simple                | -
            poetry.lock  | corp | primary      | http://127.0.0.1:6/simple                | http://you:2@127.0.0.1:6/simple
            poetry.lock  | corp | supplemental | http://127.0.0.1:6/simple                | http://you:2@127.0.0.1:6/simple
            poetry.lock  | corp | explicit     | http://127.0.0.1:6/simple                | find-links = http://you:2@127.0.0.1:6/simple/own/
            """)
    void pipInAContainerIsToldOfTheIndexesOfLockFiles(
            String name, String index, @Nullable String priority, String address, @Nullable String told)
            throws IOException {
        String pipfile = """
                {"_meta": {"pipfile-spec": 6, "sources": [{"name": "unused", "url": "http://127.0.0.1:5/simple"}, {"name": "%s", "url": "%s"}]},
                "default": {"own": {"version": "==1", "index": "%1$s"}}}
                """;
        String poetry = """
                [[package]]
                name = "own"
                version = "1"
                [package.source]
                type = "legacy"
                reference = "%s"
                url = "%s"
                """;
        Files.writeString(folder.resolve("pyproject.toml"), """
                [project]
                dependencies = ["own"]
                [[tool.poetry.source]]
                name = "%s"
                url = "%s"
                priority = "%s"
                """.formatted(index, address, priority));
        Files.writeString(
                folder.resolve(name), (name.equals("poetry.lock") ? poetry : pipfile).formatted(index, address));
        Declaration declaration = tiny.declaration().with(Element.REQUIREMENTS, List.of(name));
        Map<String, String> variables =
                Map.of("WHO", "me", "WORD", "w%40rd", "UV_INDEX_CORP_USERNAME", "you", "UV_INDEX_CORP_PASSWORD", "2");
        PlannedImage image = tiny.planned(TinyImage.spec(declaration));

        SortedMap<String, byte[]> files =
                reach(declaration, new Environment(variables, home), true).containerFiles(image, true);

        assertThat(new String(files.get("pip.conf"), StandardCharsets.UTF_8).lines())
                .filteredOn(line -> line.contains("://"))
                .containsExactlyElementsOf(Stream.of("index-url = http://ann:1@127.0.0.1:9/a/", told)
                        .flatMap(Stream::ofNullable)
                        .map(line -> line.startsWith("http") ? "extra-index-url = " + line : line)
                        .toList());
    }

    /** A lock file has its address without it. */
    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8/m/,,",
        ", http://127.0.0.1:8/m/,",
        ",, http://127.0.0.1:8/m/",
        "http://127.0.0.1:8/m/, http://127.0.0.1:7/m/, http://127.0.0.1:6/m/"
    })
    void loginsOfMirrorsOfInterpretersAreKnown(
            @Nullable String declared, @Nullable String variable, @Nullable String file) throws IOException {
        Declaration declaration = tiny.declaration();
        if (declared != null) {
            declaration.with(Element.PYTHON_MIRROR, List.of(declared.replace("//", "//joe:4@")));
        }
        if (file != null) {
            Files.writeString(
                    Files.createDirectories(home.resolve(".config/uv")).resolve("uv.toml"),
                    "python-install-mirror = \"" + file.replace("//", "//joe:4@") + "\"\n");
        }
        Map<String, String> variables =
                variable == null ? Map.of() : Map.of("UV_PYTHON_INSTALL_MIRROR", variable.replace("//", "//joe:4@"));

        Logins logins =
                reach(declaration, new Environment(variables, home), false).logins();

        assertThat(logins.find(URI.create("http://127.0.0.1:8/m/20241219/x"))).contains(new Login("joe", "4"));
        assertThat(logins.find(URI.create("http://127.0.0.1:5/m/"))).isEmpty();
    }

    /** As the machine tells them, by variables. */
    @Test
    void declaredIndexesAreReachedWithTheLoginsOfTheirServers() {
        Declaration declaration =
                tiny.declaration().withIndexes(List.of(IndexText.parse("corp=http://127.0.0.1:5/simple/")));
        Environment told = DeclaredAccess.told(
                new Environment(Map.of(), home),
                TinyImage.spec(declaration).hints().indexes(),
                name -> new Login(name, "w@rd"),
                false);
        PlannedImage image = tiny.planned(TinyImage.spec(declaration));

        Reach reach = reach(declaration, told, true);

        assertThat(reach.logins().find(URI.create("http://127.0.0.1:5/files/x.whl")))
                .contains(new Login("corp", "w@rd"));
        assertThat(reach.logins().find(URI.create("http://127.0.0.1:9/a/"))).contains(new Login("ann", "1"));
        assertThat(reach.containerFiles(image, true).get("pip.conf"))
                .asString()
                .contains("index-url = http://ann:1@127.0.0.1:9/a/")
                .contains("extra-index-url = http://corp:w%40rd@127.0.0.1:5/simple/");
    }

    @Test
    void indexesOfTheProjectAreReadToo() throws IOException {
        Files.writeString(folder.resolve("requirements.txt"), "--extra-index-url http://eve:3@127.0.0.1:6/x/\n");

        assertThat(reach(tiny.declaration(), false).indexes().extra())
                .containsExactly(URI.create("http://eve:3@127.0.0.1:6/x/"));
    }

    @Test
    void transportReadsFiles() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "text");

        assertThat(reach(tiny.declaration(), true).transport().read(file.toUri()))
                .hasValueSatisfying(bytes -> assertThat(bytes).asString().isEqualTo("text"));
    }

    @Test
    void containerIsToldOfTheUsersIndex() {
        SortedMap<String, byte[]> files = containerFiles(tiny.declaration(), true);

        assertThat(new String(files.get("pip.conf"), StandardCharsets.UTF_8)).contains("http://ann:1@127.0.0.1:9/a/");
    }

    @Test
    void pipInAContainerLooksWhereAFileOnAServerSays() throws IOException {
        Files.delete(home.resolve(".config/pip/pip.conf"));
        try (LoopbackServer server = new LoopbackServer()) {
            server.serve(
                    "/more.txt",
                    "text/plain",
                    "--index-url http://127.0.0.1:6/own/\n".getBytes(StandardCharsets.UTF_8));
            Files.writeString(folder.resolve("requirements.txt"), "-r %s\n".formatted(server.address("/more.txt")));
            Declaration declaration = tiny.declaration().with(Element.REQUIREMENTS, List.of("requirements.txt"));

            assertThat(containerFiles(declaration, false).get("pip.conf"))
                    .asString()
                    .contains("\nindex-url = http://127.0.0.1:6/own/\n");
        }
    }

    /** What builds a source distribution is looked for without a sum, maybe in an index that the file puts another in the place of. */
    @Test
    void fileOnAServerThatCannotBeReadEndsTheBuildOfWhatPipBuilds() throws IOException {
        try (LoopbackServer server = new LoopbackServer()) {
            Files.writeString(folder.resolve("requirements.txt"), "-r %s\n".formatted(server.address("/gone.txt")));
            Declaration declaration = tiny.declaration().with(Element.REQUIREMENTS, List.of("requirements.txt"));

            assertThat(containerFiles(declaration, false)).containsKey("pip.conf");
            tiny.addSdist("dill", new byte[1]);
            assertThatThrownBy(() -> containerFiles(declaration, false))
                    .isInstanceOf(PyFlinkException.class)
                    .hasMessageContaining("/gone.txt");
        }
    }

    @Test
    void aptInAContainerAsksForTheSuitesThatAreThere() {
        try (LoopbackServer server = new LoopbackServer()) {
            server.serve("/debian/dists/bookworm-updates/InRelease", "text/plain", new byte[] {1});

            assertThat(aptSources(server, false)).contains("Suites: bookworm bookworm-updates\n");
            assertThat(server.requests()).containsExactly("GET /debian/dists/bookworm-updates/InRelease");
        }
        try (LoopbackServer server = new LoopbackServer()) {
            assertThat(aptSources(server, false)).contains("Suites: bookworm\n");
        }
    }

    @Test
    void whatCannotBeLookedForMayBeThere() {
        try (LoopbackServer server = new LoopbackServer()) {
            server.answer(
                    "/debian/dists/bookworm-updates/InRelease", exchange -> exchange.sendResponseHeaders(403, -1));

            assertThat(aptSources(server, false)).contains("Suites: bookworm bookworm-updates\n");
            assertThat(server.requests()).isNotEmpty();
        }
        try (LoopbackServer server = new LoopbackServer()) {
            assertThat(aptSources(server, true)).contains("Suites: bookworm bookworm-updates\n");
            assertThat(server.requests()).isEmpty();
        }
    }

    private String aptSources(LoopbackServer server, boolean offline) {
        Declaration declaration = tiny.declaration()
                .with(Element.DEBIAN_MIRROR, List.of(server.address("/debian/").toString()));
        return new String(containerFiles(declaration, offline).get("apt.sources"), StandardCharsets.UTF_8);
    }

    private SortedMap<String, byte[]> containerFiles(Declaration declaration, boolean offline) {
        PlannedImage image = tiny.planned(TinyImage.spec(declaration));
        return reach(declaration, offline).containerFiles(image, offline);
    }

    private Reach reach(Declaration declaration, boolean offline) {
        return reach(declaration, new Environment(Map.of(), home), offline);
    }

    private static Reach reach(Declaration declaration, Environment environment, boolean offline) {
        ImageSpec spec = TinyImage.spec(declaration);
        return Reach.of(environment, List.of(spec, spec), new Network(offline, false, List.of()), SilentLog.INSTANCE);
    }
}

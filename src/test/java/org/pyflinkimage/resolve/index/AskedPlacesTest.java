package org.pyflinkimage.resolve.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.spec.DeclaredIndexes;
import org.pyflinkimage.spec.DeclaredIndexes.DeclaredIndex;
import org.pyflinkimage.spec.DiskProject;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Login;

class AskedPlacesTest {

    private static final String MACHINE = "https://machine.example.com/simple";
    private static final String PROJECT = "https://project.example.com/simple";
    private static final String FILE = "https://file.example.com/simple";
    private static final String EXTRA = "https://extra.example.com/simple";

    @TempDir
    private Path folder;

    @Test
    void whereNothingIsSaidTheClientsKnowTheIndex() throws IOException {
        assertThat(asked(Map.of(), "numpy\n")).isEqualTo(new AskedPlaces(List.of(), List.of(), true));
    }

    @Test
    void furtherOnesComeBesideThat() throws IOException {
        AskedPlaces asked =
                asked(Map.of("UV_INDEX", "more=https://more.example.com/simple"), "--extra-index-url " + EXTRA);

        assertThat(asked.usual()).isTrue();
        assertThat(asked.indexes()).containsExactly(URI.create("https://more.example.com/simple"), URI.create(EXTRA));
    }

    @Test
    void ofTheFilesTheLastOneCounts() throws IOException {
        AskedPlaces asked = asked(
                Map.of("TOKEN", "secret"),
                "-i https://first.example.com/simple\n-i https://${TOKEN}@file.example.com/simple\n--extra-index-url "
                        + EXTRA);

        assertThat(asked.usual()).isFalse();
        assertThat(asked.indexes())
                .containsExactly(URI.create("https://secret@file.example.com/simple"), URI.create(EXTRA));
    }

    @Test
    void theMachineComesBeforeTheProjectAndThatBeforeItsFiles() throws IOException {
        write("job/uv.toml", "[[index]]\nname = 'own'\nurl = '%s'\ndefault = true\n".formatted(PROJECT));

        assertThat(asked(Map.of("UV_INDEX_OWN_USERNAME", "me", "UV_INDEX_OWN_PASSWORD", "word"), "-i " + FILE)
                        .indexes())
                .containsExactly(URI.create("https://me:word@project.example.com/simple"));
        assertThat(asked(Map.of("UV_DEFAULT_INDEX", MACHINE), "-i " + FILE).indexes())
                .containsExactly(URI.create(MACHINE));
    }

    /** What uv does not ask for everything, pip is not to ask for what builds packages: those have no sums. */
    @Test
    void oneForSinglePackagesIsNotAskedForAll() throws IOException {
        write("job/uv.toml", """
                extra-index-url = ['https://more.example.com/simple']

                [[index]]
                name = 'torch'
                url = '%s'
                explicit = true

                [[index]]
                name = 'beside'
                url = '%s'

                [[index]]
                name = 'own'
                url = '%s'
                default = true

                [[index]]
                name = 'other'
                url = 'https://other.example.com/simple'
                default = true

                [pip]
                extra-index-url = ['%s']
                """.formatted(FILE, MACHINE, PROJECT, EXTRA));

        assertThat(asked(Map.of(), "numpy\n").indexes())
                .containsExactly(
                        URI.create(PROJECT),
                        URI.create(MACHINE),
                        URI.create(EXTRA),
                        URI.create("https://more.example.com/simple"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "index-url = '../simple'",
                "[pip]\nindex-url = '/srv/simple'",
                "[[index]]\nurl = './simple'\ndefault = true"
            })
    void whatLiesOnDiskIsInThePlaceOfTheUsualIndexAllTheSame(String settings) throws IOException {
        write("job/uv.toml", settings);

        assertThat(asked(Map.of(), "numpy\n")).isEqualTo(new AskedPlaces(List.of(), List.of(), false));
    }

    @Test
    void aFolderInAFileOfRequirementsIsToo() throws IOException {
        assertThat(asked(Map.of(), "--index-url ./simple\n")).isEqualTo(new AskedPlaces(List.of(), List.of(), false));
    }

    @Test
    void declaredOneIsTheUsualOne() throws IOException {
        DeclaredIndexes declared = new DeclaredIndexes(
                List.of(
                        new DeclaredIndex(URI.create(EXTRA), Optional.empty(), false, ""),
                        new DeclaredIndex(URI.create(MACHINE), Optional.empty(), true, "")),
                Optional.empty());
        Environment told = DeclaredAccess.told(environment(Map.of()), declared, name -> new Login(name, ""), false);

        assertThat(AskedPlaces.of(told, requirements("-i " + FILE), List.of()))
                .isEqualTo(new AskedPlaces(List.of(URI.create(MACHINE), URI.create(EXTRA)), List.of(), false));
    }

    @Test
    void noIndexMeansNone() throws IOException {
        String links = "https://links.example.com/wheels.html";
        AskedPlaces none = new AskedPlaces(List.of(), List.of(URI.create(links)), false);
        String file = "-i %s\n-f %s\n-f ./wheels\n".formatted(FILE, links);

        assertThat(asked(Map.of("UV_INDEX", EXTRA), "--no-index\n" + file)).isEqualTo(none);
        assertThat(asked(Map.of(), file).indexes()).containsExactly(URI.create(FILE));
        write("job/uv.toml", "no-index = true\nfind-links = ['%s']\n".formatted(links));
        assertThat(asked(Map.of(), "numpy\n")).isEqualTo(none);
        write("job/uv.toml", "no-index = true\n[pip]\nno-index = false\nfind-links = ['%s']\n".formatted(links));
        assertThat(asked(Map.of(), "numpy\n")).isEqualTo(new AskedPlaces(List.of(), none.links(), true));
    }

    /** Whoever else names an index: pip would ask none either. */
    @Test
    void wherePipAsksNoneNobodyAsksOne() throws IOException {
        String links = "https://links.example.com/wheels.html";
        Environment pips = environment(Map.of(
                "PIP_CONFIG_FILE",
                "/dev/null",
                "PIP_NO_INDEX",
                "1",
                "PIP_INDEX_URL",
                MACHINE,
                "PIP_FIND_LINKS",
                links));
        DeclaredIndexes declared = new DeclaredIndexes(
                List.of(new DeclaredIndex(URI.create(EXTRA), Optional.empty(), true, "")), Optional.empty());
        write("job/uv.toml", "[pip]\nno-index = false\n");
        PythonRequirements requirements = requirements("-i %s\nnumpy\n".formatted(FILE));

        for (DeclaredIndexes some : List.of(declared, new DeclaredIndexes(List.of(), Optional.empty()))) {
            Environment told = DeclaredAccess.told(pips, some, name -> new Login(name, ""), false);

            assertThat(AskedPlaces.of(told.withDefaults(PythonIndexes.read(told).variables()), requirements, List.of()))
                    .isEqualTo(new AskedPlaces(List.of(), List.of(URI.create(links)), false));
        }
    }

    private AskedPlaces asked(Map<String, String> variables, String requirements) throws IOException {
        return AskedPlaces.of(environment(variables), requirements(requirements), List.of());
    }

    private Environment environment(Map<String, String> variables) {
        return new Environment(variables, folder.resolve("home"));
    }

    private PythonRequirements requirements(String text) throws IOException {
        return DiskProject.requirements(write("job/requirements.txt", text));
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}

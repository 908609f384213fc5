package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pyflinkimage.resolve.python.UsersLists.UsersList;

/** Users' lists of requirements, read, judged and resolved by a real uv from made packages, beside an index of the user's own. */
@EnabledOnOs(OS.LINUX)
@Tag("uv")
class UsersListsTest {

    private static final List<String> MADE = List.of(
            "apache_flink-2.2.0-cp311-cp311-manylinux1_x86_64.whl",
            "apache_flink_libraries-2.2.0-py2.py3-none-any.whl",
            "humanize-1.0.0-py3-none-any.whl",
            "humanize-4.4.0-py3-none-any.whl",
            "humanize-4.8.0-py3-none-any.whl",
            "humanize-4.9.0-py3-none-any.whl",
            "requests-2.31.0-py3-none-any.whl",
            "python_dotenv-1.0.0-py3-none-any.whl",
            "kafka_python-2.0.2-py3-none-any.whl",
            "loguru-0.7.2-py3-none-any.whl",
            "pydantic_settings-2.2.1-py3-none-any.whl",
            "redis-5.0.4-py3-none-any.whl",
            "confluent_kafka-2.4.0-cp311-cp311-manylinux_2_17_x86_64.whl",
            "brotlipy-0.7.0-cp35-abi3-manylinux1_x86_64.whl",
            "certifi-2023.11.17-py3-none-any.whl");

    private static final List<String> LOCAL = List.of(
            "python_geohash-0.8.5-cp311-cp311-linux_x86_64.whl",
            "pybloom_live-4.0.0-py3-none-any.whl",
            "acme_common-1.2.0-py3-none-any.whl",
            "acme_extra-0.1-py3-none-any.whl");

    @TempDir
    private Path folder;

    private PythonScene scene;
    private LoopbackIndex own;

    static Stream<UsersList> lists() throws IOException {
        return UsersLists.forIndex("made").stream();
    }

    @BeforeEach
    void open() {
        scene = new PythonScene(folder.resolve("scene"));
        MADE.forEach(scene.index()::wheel);
        own = new LoopbackIndex(LoopbackIndex.Form.HTML, Optional.of("user:password"));
        own.wheel("acme_common-1.2.0-py3-none-any.whl", "humanize")
                .wheel("acme_extra-0.1-py3-none-any.whl")
                .wheel("humanize-1.0.0-py3-none-any.whl");
    }

    @AfterEach
    void close() {
        if (scene != null) { // as where there is no uv
            scene.close();
            own.close();
        }
    }

    @ParameterizedTest
    @MethodSource("lists")
    void listResolvesOrIsTold(UsersList list) throws IOException {
        Path project = folder.resolve("project");
        list.copy(project, own.simple().getAuthority());
        Files.createDirectories(project.resolve("wheels"));
        for (String wheel : LOCAL) {
            Files.write(project.resolve("wheels").resolve(wheel), LoopbackIndex.bytesOfWheel(wheel));
        }

        String told = list.told(
                project, spec -> scene.resolve(list.flink(), spec.combination().platform(), spec.requirements()));

        assertThat(told).contains(list.outcome()).contains(list.words());
    }

    @Test
    void everyFolderHasItsLines() throws IOException {
        assertThat(UsersLists.all().stream().map(UsersList::folder).distinct())
                .containsExactlyInAnyOrderElementsOf(UsersLists.folders());
    }
}

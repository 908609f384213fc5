package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.resolve.python.UsersLists.UsersList;

/** Users' lists of requirements, read, judged and resolved by a real uv from this machine's own index. */
@EnabledOnOs(OS.LINUX)
@Tag("uv")
class UsersListsIT {

    @TempDir
    private static Path folder;

    static Stream<UsersList> lists() throws IOException {
        return UsersLists.forIndex("real").stream();
    }

    @ParameterizedTest
    @MethodSource("lists")
    void listResolvesOrIsTold(UsersList list, @TempDir Path project) throws IOException {
        RealResolution real = new RealResolution(new FileArtifactStore(folder.resolve("store")));
        list.copy(project, "127.0.0.1:1");

        String told = list.told(project, spec -> real.of(spec.combination(), spec.requirements()));

        assertThat(told).contains(list.outcome()).contains(list.words());
    }
}

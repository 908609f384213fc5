package org.pyflinkimage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.rules.Specs.cell;
import static org.pyflinkimage.rules.Specs.spec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.JobSpec;

class SubjectFilesTest {

    @TempDir
    Path folder;

    @Test
    void sourcesAreReadAndTheRestIsLeft() throws Exception {
        Files.createDirectories(folder.resolve("job/inner"));
        Files.writeString(folder.resolve("job/inner/words.py"), "print(1)\n");
        Files.write(folder.resolve("job/broken.py"), new byte[] {(byte) 0xff});
        Files.writeString(folder.resolve("job/notes.md"), "no source\n");
        Files.writeString(folder.resolve("job/tables.sql"), "SELECT 1;\n");

        Subject subject = read(declaring("job"));

        assertThat(subject.texts().job()).containsOnlyKeys("inner/words.py", "tables.sql");
        assertThat(subject.texts().python()).containsOnlyKeys("inner/words.py");
    }

    @Test
    void filesOfOneNameAreReadAll() throws Exception {
        for (String path : List.of("job/a/tables.py", "job/b/tables.py", "job/.venv/tables.py", "job/env/tables.py")) {
            Files.createDirectories(folder.resolve(path).getParent());
            Files.writeString(folder.resolve(path), "print(1)\n");
        }
        Files.writeString(folder.resolve("job/env/pyvenv.cfg"), "");

        assertThat(read(declaring("job")).texts().job()).containsOnlyKeys("a/tables.py", "b/tables.py");
    }

    @Test
    void absentSourcesAreAnotherOnesProblem() {
        assertThat(read(declaring("absent")).texts().job()).isEmpty();
    }

    @Test
    void cellsOfOneDeclarationShareWhatWasRead() throws Exception {
        Files.createDirectories(folder.resolve("job"));
        Files.writeString(folder.resolve("job/words.py"), "print(1)\n");
        ImageSpec spec = declaring("job");

        List<Subject> subjects = SubjectFiles.readAll(List.of(spec, spec), Optional.empty());

        assertThat(subjects).hasSize(2);
        assertThat(subjects.get(1).texts()).isSameAs(subjects.get(0).texts());
        assertThat(subjects.get(0).texts().job()).containsKey("words.py");
    }

    @Test
    void ownConfigurationOfTheTemplatesFolderIsRead() throws Exception {
        Files.writeString(folder.resolve("config.yaml"), "rest.port: 8081\n");
        Files.writeString(folder.resolve("log4j-cli.properties.ftl"), "rootLogger.level = INFO\n");
        Files.writeString(folder.resolve("docker-entrypoint.sh.ftl"), "#!/bin/bash\nexec true\n");
        Files.writeString(folder.resolve("Dockerfile.ftl"), "FROM scratch\n");

        List<Subject> subjects = SubjectFiles.readAll(List.of(spec(cell("2.3.0", 17, "3.11"))), Optional.of(folder));

        assertThat(subjects.get(0).texts().configuration())
                .containsOnlyKeys("config.yaml", "docker-entrypoint.sh.ftl", "log4j-cli.properties.ftl");
    }

    private static Subject read(ImageSpec spec) {
        return SubjectFiles.readAll(List.of(spec), Optional.empty()).get(0);
    }

    private ImageSpec declaring(String sources) {
        ImageSpec spec = spec(cell("2.3.0", 17, "3.11"));
        return spec.with(spec.contents().withJob(new JobSpec(folder.resolve(sources), "words.py")));
    }
}

package org.pyflinkimage.spec.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.DiskProject;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.KnownVersions;
import org.pyflinkimage.spec.ProjectFiles;
import org.pyflinkimage.spec.Versions;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/** A declaration in a folder of its own, and what it is read as. */
abstract class DeclarationFixture {

    static final KnownVersions KNOWN = Versions.known("2.2.1", "1.17.1", "1.20.5", "1.20.4", "2.2.0");

    static final ProjectFiles DISK = new DiskProject();

    @TempDir
    Path folder;

    Declaration declaration;

    @BeforeEach
    void declareNothing() {
        declaration = new Declaration(folder);
    }

    void declare(Element element, String... values) {
        declaration.with(element, Arrays.asList(values));
    }

    List<ImageSpec> specs() {
        return DeclarationReader.read(declaration, DISK, KNOWN);
    }

    ImageSpec spec() {
        assertThat(specs()).hasSize(1);
        return specs().get(0);
    }

    List<Problem> problems() {
        return catchThrowableOfType(PyFlinkException.class, this::specs).problems();
    }

    Problem problem() {
        assertThat(problems()).hasSize(1);
        return problems().get(0);
    }

    List<String> cells() {
        return specs().stream().map(spec -> spec.combination().slug()).toList();
    }

    void file(String path) throws IOException {
        file(path, "");
    }

    void file(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}

package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.python.RequirementsReader;
import org.pyflinkimage.spec.PythonRequirements;

class RequiredPlacesTest {

    @Test
    void allPlacesOfRequirementsAreFound() {
        Path file = Path.of("/project/requirements.txt");
        RequirementsReader reader = new RequirementsReader(
                path -> Optional.of("""
                        --index-url http://127.0.0.1:1/simple
                        --find-links wheels
                        --find-links file:///srv/${PART}/
                        numpy==1.0 ; python_version < "4"
                        ./own/x-1.0-py3-none-any.whl
                        y @ https://example.com/y-1.0-py3-none-any.whl#sha256=1 ; python_version < "4"
                        z @ file:///opt/z-1.0-py3-none-any.whl
                        """.getBytes(StandardCharsets.UTF_8)), name -> Optional.empty());
        reader.read(file);
        PythonRequirements requirements = new PythonRequirements(
                List.of(file),
                List.of("w @ /data/w-1.0-py3-none-any.whl", "numpy"),
                new java.util.TreeMap<>(),
                reader.result());

        assertThat(RequiredPlaces.of(requirements, name -> Optional.of("links")))
                .containsExactlyInAnyOrder(
                        URI.create("file:///data/w-1.0-py3-none-any.whl"),
                        URI.create("http://127.0.0.1:1/simple"),
                        URI.create("file:///project/wheels"),
                        URI.create("file:///srv/links/"),
                        URI.create("file:///project/own/x-1.0-py3-none-any.whl"),
                        URI.create("https://example.com/y-1.0-py3-none-any.whl#sha256=1"),
                        URI.create("file:///opt/z-1.0-py3-none-any.whl"));
    }
}

package org.pyflinkimage.spec.reader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.GivenPlatforms;
import org.pyflinkimage.value.Platform;

/** Which platforms images are for, on machines of several kinds. */
class DeclaredPlatformsTest extends DeclarationFixture {

    /** Which has the base for its own processor. */
    @ParameterizedTest
    @CsvSource({
        "daemon:team/flink, '', linux/arm64",
        "docker-daemon:team/flink, '', linux/arm64",
        "docker-daemon:team/flink, linux/amd64, linux/amd64",
        "team/flink, '', linux/amd64"
    })
    void platformOfABaseInADaemonIsTheDaemons(String base, String declared, String built) {
        declare(Element.BASE, base);
        if (!declared.isEmpty()) {
            declare(Element.PLATFORMS, declared);
        }
        declaration.withPlatforms(new GivenPlatforms(Platform.parse("linux/arm64"), Platform.parse("linux/arm64")));

        assertThat(specs())
                .extracting(spec -> spec.combination().platform())
                .containsExactly(Platform.parse(built).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            # declared                | to                  | host        | daemon      | built
            ''                        | ''                  | linux/amd64 | linux/amd64 | linux/amd64
            ''                        | ''                  | linux/arm64 | linux/arm64 | linux/amd64
            ''                        | daemon              | linux/arm64 | linux/arm64 | linux/arm64
            ''                        | daemon              | linux/arm64 | linux/amd64 | linux/amd64
            ''                        | daemon              | linux/arm64 | none        | linux/amd64
            ''                        | daemon,oci-archive  | linux/arm64 | linux/arm64 | linux/amd64
            ''                        | registry            | linux/arm64 | linux/arm64 | linux/amd64
            linux/amd64               | daemon              | linux/arm64 | linux/arm64 | linux/amd64
            host                      | ''                  | linux/arm64 | none        | linux/arm64
            host                      | ''                  | linux/amd64 | none        | linux/amd64
            host,linux/amd64          | ''                  | linux/arm64 | none        | linux/arm64,linux/amd64
            host,linux/arm64          | ''                  | linux/arm64 | none        | linux/arm64
            """)
    void platformsAreDeclaredOrThoseOfTheMachine(String declared, String to, String host, String daemon, String built) {
        if (!declared.isEmpty()) {
            declare(Element.PLATFORMS, declared.split(","));
        }
        if (!to.isEmpty()) {
            declare(Element.TO, to.split(","));
        }
        declare(Element.TAGS, "@{platform}");
        declare(Element.IMAGE, "registry.example.com/team/name");
        declaration.withPlatforms(new GivenPlatforms(Platform.parse(host), Platform.parse(daemon)));

        assertThat(specs())
                .extracting(spec -> spec.combination().platform().toString())
                .containsExactly(built.split(","));
    }

    @Test
    void processorThatNoImageIsBuiltForIsToldOf() {
        declare(Element.PLATFORMS, "host");

        assertThat(problem().code()).isEqualTo("PYF-034");
        assertThat(problem().remedies())
                .containsExactly(
                        "`<platforms><platform>linux/amd64</platform></platforms>` (-Dpyflink.platforms=linux/amd64)");
    }
}

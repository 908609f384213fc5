package org.pyflinkimage.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerConfigurationTest {

    /** As Docker reads them: a text is the one word of a list, whatever it has in it, and no line of a shell. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            ["/start.sh","run"]  | /start.sh,run
            "/start.sh"          | /start.sh
            "/bin/sh -c 'run'"   | /bin/sh -c 'run'
            []                   | -
            ""                   | -
            null                 | -
            {}                   | -
            7                    | -
            """, quoteCharacter = '`')
    void commandsAreListsOrATextOfOneWord(String json, @Nullable String words) throws JsonProcessingException {
        ContainerConfiguration read = ContainerConfiguration.of(
                new ObjectMapper().readTree("{\"config\":{\"Entrypoint\":%1$s,\"Cmd\":%1$s}}".formatted(json)));

        List<String> expected = words == null ? List.of() : List.of(words.split(",", -1));
        assertThat(read.entrypoint()).isEqualTo(expected);
        assertThat(read.command()).isEqualTo(expected);
    }
}

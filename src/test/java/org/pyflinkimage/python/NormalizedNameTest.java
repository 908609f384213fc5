package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalizedNameTest {

    @ParameterizedTest
    @CsvSource({"ruamel.yaml, ruamel-yaml", "A__b-.-c, a-b-c", "'', ''", "-x-, -x-", "'an extra', 'an extra'"})
    void anyTextHasAFormThatCompares(String text, String form) {
        assertThat(NormalizedName.normalized(text)).isEqualTo(form);
    }

    @Test
    void notAnyTextIsAName() {
        assertThat(NormalizedName.of("Ruamel.Yaml")).isEqualTo(new NormalizedName("ruamel-yaml"));
        assertThatIllegalArgumentException().isThrownBy(() -> NormalizedName.of("-x-"));
    }
}

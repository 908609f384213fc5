package org.pyflinkimage.debian;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageNameTest {

    @ParameterizedTest
    @ValueSource(strings = {PackageName.LIBC, "libstdc++6", "7zip", "python3.11", "ca-certificates", "bc"})
    void nameIsOne(String text) {
        assertThat(PackageName.isName(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "Libc6", "-x", ".x", "+x", "a_b", "a b", "libc6:amd64", "libc6=1", "a/b", "libc6\n"})
    void otherTextIsNone(String text) {
        assertThat(PackageName.isName(text)).isFalse();
    }

    @Test
    void nameThatNoFileCanHaveIsNone() {
        assertThat(PackageName.isName("a".repeat(200))).isTrue();
        assertThat(PackageName.isName("a".repeat(201))).isFalse();
    }
}

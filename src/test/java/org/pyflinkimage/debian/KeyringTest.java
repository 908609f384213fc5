package org.pyflinkimage.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.value.PyFlinkException;

class KeyringTest {

    private static final long DEBIAN_12 = 0x6ED0E7B82643E131L;
    private static final long UBUNTU_2018 = 0x871920D1991BC93CL;

    @TempDir
    private Path folder;

    private final SigningKey key = SigningKey.generate();

    @Test
    void keysOfDebianAndUbuntuAreShipped() {
        Keyring shipped = Keyring.shipped();

        assertThat(shipped.find(DEBIAN_12)).as("Debian 12 automatic").isPresent();
        assertThat(shipped.find(UBUNTU_2018)).as("Ubuntu 2018").isPresent();
        assertThat(shipped.find(1)).isEmpty();
        assertThat(shipped.isRevoked(DEBIAN_12)).isFalse();
    }

    @Test
    void fileOfKeysIsReadArmoredOrNot() throws IOException {
        Path armored = Files.write(folder.resolve("a.asc"), key.publicKey());
        Path binary = Files.write(folder.resolve("b.gpg"), key.binaryKey());

        assertThat(Keyring.read(armored).find(key.id())).isPresent();
        assertThat(Keyring.read(binary).find(key.id())).isPresent();
    }

    @Test
    void keysOfTwoRingsAreBelievedTogether() {
        SigningKey other = SigningKey.generate();

        Keyring both = key.keyring().with(other.keyring());

        assertThat(both.find(key.id())).isPresent();
        assertThat(both.find(other.id())).isPresent();
    }

    @Test
    void revokedKeyIsKnownAsSuchAndNotBelieved() {
        Keyring revoked = Keyring.read(key.revoked(), "keys");

        assertThat(revoked.isRevoked(key.id())).isTrue();
        assertThat(revoked.find(key.id())).isEmpty();
        assertThat(key.keyring().with(revoked).find(key.id())).isEmpty();
    }

    @Test
    void missingFileIsAProblemThatNamesIt() {
        Path missing = folder.resolve("missing.gpg");

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> Keyring.read(missing))
                .withMessageContaining("[PYF-311] `%s` is no OpenPGP keyring", missing)
                .withMessageContaining("why:    %s", missing)
                .withMessageContaining("try:    name a file of public keys as `gpg --export` writes them");
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> Keyring.forApt(missing))
                .withMessageContaining("[PYF-311] `%s` is no OpenPGP keyring", missing)
                .withMessageContaining("why:    %s", missing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nabcd\n"})
    void otherFileIsAProblem(String text) {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> Keyring.read(text.getBytes(StandardCharsets.UTF_8), "my.gpg"))
                .withMessageContaining("[PYF-311] `my.gpg` is no OpenPGP keyring");
    }

    @Test
    void emptyFileHoldsNoKey() {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> Keyring.read(new byte[0], "empty.gpg"))
                .withMessageContaining("[PYF-311] `empty.gpg`")
                .withMessageContaining("it holds no public key");
    }

    @Test
    void aptIsGivenAllKeysInOneBinaryFile() throws IOException {
        for (byte[] own : new byte[][] {key.publicKey(), key.binaryKey()}) {
            byte[] all = Keyring.forApt(Files.write(folder.resolve("own"), own));

            assertThat(all[0] & 0x80).as("a packet, no armor").isEqualTo(0x80);
            Keyring read = Keyring.read(all, "apt.gpg");
            assertThat(read.find(key.id())).isPresent();
            assertThat(read.find(DEBIAN_12)).isPresent();
            assertThat(read.find(UBUNTU_2018)).isPresent();
        }
    }
}

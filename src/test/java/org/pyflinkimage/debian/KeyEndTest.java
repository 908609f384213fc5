package org.pyflinkimage.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.junit.jupiter.api.Test;

/** RFC 9580, 5.2.3.13: how long a key holds. */
class KeyEndTest {

    private static final String DAY_1 = "2020-01-01T00:00:00Z";
    private static final String DAY_2 = "2020-01-02T00:00:00Z";
    private static final Instant MADE = Instant.parse(DAY_1);

    private final SigningKey key = SigningKey.generate(MADE);
    private final SigningKey stranger = SigningKey.generate(MADE);

    @Test
    void keyOfWhichNothingIsSaidHasNoEnd() {
        assertThat(end(key.publicKey())).isEmpty();
    }

    @Test
    void ownerSetsTheEndWithANameOrWithout() {
        assertThat(end(key.withName(key.statement(DAY_1, 60)))).contains(MADE.plusSeconds(60));
        assertThat(end(key.withoutName(key.statement(DAY_2, 60)))).contains(MADE.plusSeconds(60));
        assertThat(end(key.withName(key.statement(DAY_1, 0)))).isEmpty();
    }

    @Test
    void newestWordCountsWhereverItStands() {
        SigningKey.Statement first = key.statement(DAY_1, 60);
        SigningKey.Statement second = key.statement(DAY_2, 120);
        SigningKey.Statement endless = key.statement(DAY_2, 0);

        assertThat(end(key.withName(first, second))).contains(MADE.plusSeconds(120));
        assertThat(end(key.withName(second, first))).contains(MADE.plusSeconds(120));
        assertThat(end(key.withoutName(first, second))).contains(MADE.plusSeconds(120));
        assertThat(end(key.withoutName(second, first))).contains(MADE.plusSeconds(120));
        assertThat(end(key.withName(first, endless))).isEmpty();
    }

    @Test
    void wordOfStrangersDoesNotCount() {
        SigningKey.Statement own = key.statement(DAY_1, 60);

        assertThat(end(key.withName(own, stranger.statement(DAY_2, 0)))).contains(MADE.plusSeconds(60));
        assertThat(end(key.withoutName(own, stranger.statement(DAY_2, 0)))).contains(MADE.plusSeconds(60));
        assertThat(end(key.withName(stranger.statement(DAY_2, 1)))).isEmpty();
    }

    @Test
    void subkeyEndsByItsBinding() throws IOException {
        SigningKey subkey = SigningKey.generate(MADE);

        assertThat(endOf(subkey, key.withSubkey(subkey, binding(subkey, 60)))).contains(MADE.plusSeconds(60));
        assertThat(endOf(subkey, key.withSubkey(subkey, binding(subkey, 0)))).isEmpty();
    }

    @Test
    void keyHoldsUntilItsEndAndNotThen() {
        ArchiveKey found = Keyring.read(key.withName(key.statement(DAY_1, 60)), "keys")
                .find(key.id())
                .orElseThrow();

        assertThat(found.holdsAt(MADE.plusSeconds(59))).isTrue();
        assertThat(found.holdsAt(MADE.plusSeconds(60))).isFalse();
    }

    @Test
    void ofTwoStatesOfAKeyThatCountsWhichHoldsLonger() {
        Keyring shorter = Keyring.read(key.withName(key.statement(DAY_1, 60)), "keys");
        Keyring longer = Keyring.read(key.withName(key.statement(DAY_2, 120)), "keys");
        Keyring endless = key.keyring();

        assertThat(endIn(shorter.with(longer))).contains(MADE.plusSeconds(120));
        assertThat(endIn(longer.with(shorter))).contains(MADE.plusSeconds(120));
        assertThat(endIn(longer.with(endless))).isEmpty();
        assertThat(endIn(endless.with(longer))).isEmpty();
    }

    @Test
    void keysThatAreShippedSayWhenTheyEnd() {
        assertThat(endIn(Keyring.shipped(), 0x6ED0E7B82643E131L)
                        .map(Instant::toString)
                        .orElseThrow())
                .startsWith("2031-01-19");
        assertThat(endIn(Keyring.shipped(), 0x871920D1991BC93CL)).isEmpty();
    }

    private PGPSignature binding(SigningKey subkey, long seconds) throws IOException {
        PGPSignatureSubpacketGenerator packets = new PGPSignatureSubpacketGenerator();
        packets.setKeyFlags(KeyFlags.SIGN_DATA);
        packets.setKeyExpirationTime(false, seconds);
        packets.addEmbeddedSignature(false, subkey.returnTo(key, PGPSignature.PRIMARYKEY_BINDING));
        return key.bind(subkey, packets, new PGPSignatureSubpacketGenerator());
    }

    private Optional<Instant> end(byte[] keys) {
        return endOf(key, keys);
    }

    private Optional<Instant> endIn(Keyring keyring) {
        return endIn(keyring, key.id());
    }

    private static Optional<Instant> endIn(Keyring keyring, long id) {
        return keyring.find(id).orElseThrow().end();
    }

    private static Optional<Instant> endOf(SigningKey key, byte[] keys) {
        return Keyring.read(keys, "keys").find(key.id()).orElseThrow().end();
    }
}

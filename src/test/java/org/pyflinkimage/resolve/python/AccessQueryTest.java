package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.value.Problem;

class AccessQueryTest {

    private static final AddressVariables NONE = new AddressVariables(name -> Optional.empty());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Amz-Algorithm=AWS4&X-Amz-Signature=s3cr3t",
                "X-Goog-Credential=s3cr3t",
                "sv=2024&sig=s3cr3t",
                "Expires=1&Key-Pair-Id=K&Signature=s3cr3t",
                "access_token=s3cr3t",
                "a=1&private-token=s3cr3t",
                "api_key=s3cr3t",
                "jwt=s3cr3t",
                "password=s3cr3t",
            })
    void refusesWhatGrantsAccess(String query) {
        assertThat(problem(query))
                .hasValueSatisfying(problem -> assertThat(problem.toText())
                        .contains("[PYF-493]", "a-1-py3-none-any.whl", "files.example.com")
                        .doesNotContain("s3cr3t"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"version=1", "download=true&format=raw", "path=keys/a.whl", "monkey=1"})
    void leavesOtherQueriesAlone(String query) {
        assertThat(problem(query)).isEmpty();
    }

    @Test
    void anAddressWithoutAQueryGrantsNothing() {
        assertThat(AccessQuery.problem(file("https://files.example.com/signature/token.whl"), NONE))
                .isEmpty();
    }

    /** One parameter of each kind, whatever its case and its dashes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "signature",
                "Token",
                "credential",
                "client_secret",
                "passwd",
                "apikey",
                "API-KEY",
                "accesskey",
                "authorization",
                "jwt",
                "session.id",
                "sig",
                "x-sig",
                "xsig",
                "key",
                "x-key",
                "pwd",
                "hmac",
                "policy",
                "X-Amz-Date",
                "amz",
                "goog-x"
            })
    void namesTheFirstParameterThatGrantsAccess(String name) {
        assertThat(problem("a=sig&" + name + "=s3cr3t&token=t"))
                .hasValueSatisfying(problem ->
                        assertThat(problem.why().get(0)).startsWith("its query grants access by `" + name + "`,"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"si", "sign", "design", "keyed", "xkey", "hmacs", "policies", "lamz", "expires", "sig2"})
    void leavesParametersThatOnlySoundAlikeAlone(String name) {
        assertThat(problem(name + "=1")).isEmpty();
    }

    private static Optional<Problem> problem(String query) {
        return AccessQuery.problem(file("https://files.example.com/a-1-py3-none-any.whl?" + query), NONE);
    }

    private static DistributionFile file(String address) {
        return new DistributionFile(
                NormalizedName.of("a"),
                "1",
                "a-1-py3-none-any.whl",
                URI.create(address),
                Optional.empty(),
                OptionalLong.empty());
    }
}

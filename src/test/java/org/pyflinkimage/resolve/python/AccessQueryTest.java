package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.value.Problem;

class AccessQueryTest {

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

    private static Optional<Problem> problem(String query) {
        return AccessQuery.problem(new FoundFile(
                NormalizedName.of("a"),
                "1",
                "a-1-py3-none-any.whl",
                URI.create("https://files.example.com/a-1-py3-none-any.whl?" + query),
                Optional.empty(),
                OptionalLong.empty()));
    }
}

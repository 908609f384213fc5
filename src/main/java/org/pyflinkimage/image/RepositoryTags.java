package org.pyflinkimage.image;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/**
 * What an image is to be called in one repository.
 *
 * @param repository in Jib's words, which fill in Docker's registry where none is named
 */
record RepositoryTags(ImageReference repository, List<String> tags) {

    /**
     * Full names by the repository that they lie in.
     *
     * @throws PyFlinkException {@code PYF-840} for names of registries that Jib cannot reach
     */
    static List<RepositoryTags> of(List<org.pyflinkimage.value.ImageReference> references) {
        List<Problem> problems = new ArrayList<>();
        Map<String, RepositoryTags> byRepository = new LinkedHashMap<>();
        for (var reference : references) {
            Optional<ImageReference> known = jib(reference.toString());
            known.ifPresent(name -> byRepository
                    .computeIfAbsent(
                            name.getRegistry() + "/" + name.getRepository(),
                            key -> new RepositoryTags(name, new ArrayList<>()))
                    .tags()
                    .add(name.getQualifier()));
            if (known.isEmpty()) {
                problems.add(malformed(reference.toString()));
            }
        }
        PyFlinkException.throwIfAny(problems);
        return List.copyOf(byRepository.values());
    }

    /** The full name by one of the tags. */
    String name(String tag) {
        return ImageReference.of(repository.getRegistry(), repository.getRepository(), tag)
                .toStringWithQualifier();
    }

    /** A name in Jib's words; empty where Jib knows none for it. */
    static Optional<ImageReference> jib(String reference) {
        try {
            return Optional.of(ImageReference.parse(reference));
        } catch (InvalidImageReferenceException e) {
            return Optional.empty();
        }
    }

    private static Problem malformed(String reference) {
        return Problem.declaration("PYF-840", "`%s` is no image reference".formatted(reference))
                .why("the form is `host[:port]/path:tag`, the path in lower case")
                .remedy("`<image>registry.example.com/team/name</image>` (-Dpyflink.image), and "
                        + Element.TAGS.named());
    }
}

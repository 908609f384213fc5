package org.pyflinkimage.inspect;

import java.util.Optional;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.fetch.KeptAnswers;
import org.pyflinkimage.value.Sha256;

/** What is in layers, kept by their digests: a layer that was listed once need not be here to be listed again. */
final class KeptLists {

    private static final String KIND = "layer-list";

    /** Lists of another form have another one. */
    private static final String FORM = "-3";

    private final KeptAnswers answers;

    KeptLists(ArtifactStore store) {
        this.answers = new KeptAnswers(store, KIND);
    }

    /** Empty where the layer was not listed yet, or its list was damaged since. */
    Optional<byte[]> find(Sha256 layer) {
        return answers.find(layer.hex() + FORM).filter(LayerList::isSound);
    }

    void keep(Sha256 layer, byte[] list) {
        answers.keep(layer.hex() + FORM, list);
    }
}

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opensearch.common.settings.Settings;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.plugins.Plugin;
import org.opensearch.transport.Netty4Plugin;

/** A node of version 2, with what speaks HTTP and nothing else. */
class OneNode extends Node {
    OneNode(Settings settings, Path config, String name) {
        super(InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), config, () -> name),
            List.<Class<? extends Plugin>>of(Netty4Plugin.class), false);
    }
}

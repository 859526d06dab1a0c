import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opensearch.Version;
import org.opensearch.common.settings.Settings;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.plugins.PluginInfo;
import org.opensearch.transport.Netty4ModulePlugin;

/** A node of version 3, with what speaks HTTP and nothing else. */
class OneNode extends Node {
    OneNode(Settings settings, Path config, String name) {
        super(InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), config, () -> name), List.of(netty()), false);
    }

    private static PluginInfo netty() {
        String main = Netty4ModulePlugin.class.getName();
        return new PluginInfo("netty4", "what speaks HTTP", "none", Version.CURRENT, "21", main, null, List.of(), false);
    }
}

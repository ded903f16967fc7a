using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Storage;

/// <summary>
/// Puts the kill switch's local file into the data directory, where the host has set one: what this library writes is
/// then in one folder, and the content root may be read-only.
/// </summary>
internal sealed class LatchInDataDirectory(IOptions<DatabaseOptions> options, IHostEnvironment? host = null)
    : IPostConfigureOptions<GoLiveOptions>
{
    public void PostConfigure(string? name, GoLiveOptions gate)
    {
        if (options.Value.DataDirectory is { } folder && !string.IsNullOrEmpty(gate.LatchFile))
        {
            gate.LatchFile = Path.GetFullPath(
                gate.LatchFile, Path.GetFullPath(folder, Path.GetFullPath(host?.ContentRootPath ?? ".")));
        }
    }
}

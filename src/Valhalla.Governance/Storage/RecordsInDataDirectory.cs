using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Storage;

/// <summary>Puts the records of decisions under the data directory, where the host has set one.</summary>
internal sealed class RecordsInDataDirectory(IOptions<DatabaseOptions> options, IHostEnvironment? host = null)
    : IPostConfigureOptions<GoNoGoOptions>
{
    public void PostConfigure(string? name, GoNoGoOptions board)
    {
        if (options.Value.DataDirectory is { } folder && !string.IsNullOrWhiteSpace(board.RecordDirectory))
        {
            board.RecordDirectory = Path.GetFullPath(
                board.RecordDirectory, Path.GetFullPath(folder, Path.GetFullPath(host?.ContentRootPath ?? ".")));
        }
    }
}

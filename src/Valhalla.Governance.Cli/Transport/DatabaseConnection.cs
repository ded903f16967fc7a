using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.EntityFramework;
using Valhalla.Governance.EntityFramework.Control;

namespace Valhalla.Governance.Cli.Transport;

/// <summary>The database itself, without the API: nothing is started.</summary>
internal sealed class DatabaseConnection : IAsyncDisposable
{
    private readonly WebApplication _host;
    private readonly ScratchFolder _scratch;

    private DatabaseConnection(WebApplication host, ScratchFolder scratch, string description)
    {
        _host = host;
        _scratch = scratch;
        Description = description;
        Schema = host.Services.GetRequiredService<DatabaseSchema>();
    }

    /// <summary>Engages the kill switch on whatever schema there is.</summary>
    public EmergencyKill Kill => _host.Services.GetRequiredService<EmergencyKill>();

    /// <summary>Who the command line is.</summary>
    public OperatingSystemUser User => _host.Services.GetRequiredService<OperatingSystemUser>();

    /// <summary>The schema.</summary>
    public DatabaseSchema Schema { get; }

    /// <summary>Which database it is; never with a password.</summary>
    public string Description { get; }

    /// <summary>Makes the connection; the first use opens it.</summary>
    /// <exception cref="CliException">No database is named, or its SQLite file is missing.</exception>
    /// <exception cref="ValhallaConfigurationException">The address is wrong.</exception>
    public static DatabaseConnection Open(VerbRun run, Target target, bool mayMakeFile = false) =>
        Open(run, target, run.Settings, mayMakeFile);

    /// <summary>The same with other settings than those that the command names; null for none.</summary>
    public static DatabaseConnection Open(VerbRun run, Target target, string? settings, bool mayMakeFile = false)
    {
        var scratch = new ScratchFolder();
        try
        {
            var read = DatabaseSettings.Read(target.RequireDatabase(), settings, scratch.Path, run.Terminal);
            if (!mayMakeFile)
            {
                read.RequireFile();
            }

            return new DatabaseConnection(DatabaseHost.Build(read, run.Terminal), scratch, read.Address.Description);
        }
        catch
        {
            scratch.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _scratch.Dispose();
    }
}

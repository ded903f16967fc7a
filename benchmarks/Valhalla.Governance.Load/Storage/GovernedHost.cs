using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Valhalla.Governance.Load.Storage;

/// <summary>A host with the whole product over an empty store, its background services running.</summary>
internal sealed class GovernedHost : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly ScratchFile? _file;

    private GovernedHost(IHost host, ScratchFile? file)
    {
        _host = host;
        _file = file;
    }

    public IServiceProvider Services => _host.Services;

    /// <param name="store">Where everything is kept.</param>
    /// <param name="configure">Changes to the services.</param>
    /// <param name="database">A SQLite file or a connection string; by default a new, empty database.</param>
    /// <param name="settings">More settings, by their configuration keys.</param>
    public static async Task<GovernedHost> StartAsync(
        StoreKind store,
        Action<IServiceCollection>? configure = null,
        string? database = null,
        IReadOnlyDictionary<string, string?>? settings = null)
    {
        var file = store == StoreKind.Sqlite && database is null ? new ScratchFile() : null;
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Valhalla:Storage:SchemaMode"] = "Auto",
            ["Valhalla:GoLive:LatchFile"] = Path
                .Combine(Path.GetTempPath(), $"valhalla-load-{Environment.ProcessId}.json"),
        });
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        var valhalla = builder.Services.AddValhallaCore();
        if (store == StoreKind.Sqlite)
        {
            valhalla.UseSqlite(database ?? file!.FilePath);
        }
        else if (store == StoreKind.PostgreSql)
        {
            valhalla.UsePostgreSql(database ?? await ScratchDatabase.CreateConnectionStringAsync());
        }

        configure?.Invoke(builder.Services);
        var host = builder.Build();
        await host.StartAsync();
        return new GovernedHost(host, file);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        _file?.Dispose();
    }
}

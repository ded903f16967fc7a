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

    public static async Task<GovernedHost> StartAsync(StoreKind store, Action<IServiceCollection>? configure = null)
    {
        var file = store == StoreKind.Sqlite ? new ScratchFile() : null;
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Valhalla:Storage:SchemaMode"] = "Auto",
            ["Valhalla:GoLive:LatchFile"] = Path.Combine(Path.GetTempPath(), $"valhalla-load-{Environment.ProcessId}.json"),
        });
        var valhalla = builder.Services.AddValhallaCore();
        if (file is not null)
        {
            valhalla.UseSqlite(file.FilePath);
        }
        else if (store == StoreKind.PostgreSql)
        {
            valhalla.UsePostgreSql(await ScratchDatabase.CreateConnectionStringAsync());
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

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Control;

namespace Valhalla.Governance.Cli.Transport;

/// <summary>Carries requests in memory to the library in this process, which works on the database.</summary>
internal sealed class DatabaseTransport : ApiTransport
{
    private readonly WebApplication _host;
    private readonly ScratchFolder _scratch;

    private DatabaseTransport(WebApplication host, ScratchFolder scratch, string description, TimeSpan timeout)
    {
        _host = host;
        _scratch = scratch;
        Description = description;
        Client = host.GetTestClient();
        Client.BaseAddress = new Uri("http://localhost/api/");
        Client.Timeout = timeout;
        Client.MaxResponseContentBufferSize = MaxAnswerBytes;
    }

    public override HttpClient Client { get; }

    public override string Description { get; }

    public override bool IsDatabase => true;

    /// <summary>Starts the library on a database whose schema is there.</summary>
    /// <exception cref="CliException">There is no such database, or it does not answer.</exception>
    /// <exception cref="ValhallaConfigurationException">A setting, or the schema, is wrong.</exception>
    public static async Task<DatabaseTransport> OpenAsync(
        string database, string? settingsFile, TimeSpan timeout, Terminal terminal, CancellationToken cancellationToken)
    {
        var scratch = new ScratchFolder();
        WebApplication? host = null;
        try
        {
            var settings = DatabaseSettings.Read(database, settingsFile, scratch.Path, terminal);
            settings.RequireFile();
            host = DatabaseHost.Build(settings, terminal);
            await StartAsync(host, settings, timeout, terminal.Time, cancellationToken);
            return new DatabaseTransport(host, scratch, settings.Address.Description, timeout);
        }
        catch
        {
            if (host is not null)
            {
                await host.DisposeAsync();
            }

            scratch.Dispose();
            throw;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.StopAsync(CancellationToken.None);
        await _host.DisposeAsync();
        _scratch.Dispose();
    }

    private static async Task StartAsync(
        WebApplication host,
        DatabaseSettings settings,
        TimeSpan timeout,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await host.StartAsync(linked.Token).WaitAsync(linked.Token);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw Unreachable(settings, error);
        }

        if (!host.Services.GetRequiredService<StoreReadiness>().IsReady)
        {
            throw Unreachable(settings, cause: null);
        }
    }

    private static CliException Unreachable(DatabaseSettings settings, Exception? cause) => new(
        CliErrors.DatabaseUnreachable,
        $"{settings.Address.Description} cannot be reached, or does not answer. Check its address, user and network.",
        cause);
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NSubstitute;
using Valhalla.Governance.Control;
using Valhalla.Governance.Storage;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.Control;

public sealed class StoreStartupTests
{
    private readonly IStoreInitializer _initializer = Substitute.For<IStoreInitializer>();

    [Fact]
    public async Task Starting_StoreUp_InitialisesThenReadsBeforeAnythingStarts()
    {
        await using var host = new GovernedHost("development", configure: Register);
        var startup = host.Services.GetServices<IHostedService>().OfType<StoreStartup>().Single();

        await startup.StartingAsync(CancellationToken.None);

        await _initializer.Received(1).InitializeAsync(Arg.Any<CancellationToken>());
        Assert.Equal(1, host.Store.Reads);
        Assert.True(host.Get<StoreReadiness>().IsReady);
        Assert.Equal(GateDecision.Allowed, host.Gate.Check(ExecutionClass.ProdExec));
    }

    [Fact]
    public async Task Starting_IsTheFirstHostedService()
    {
        await using var host = new GovernedHost();

        Assert.IsType<StoreStartup>(host.Services.GetServices<IHostedService>().First());
    }

    [Fact]
    public async Task Starting_StoreUnreachable_StartsClosedAndOpensWhenItComes()
    {
        var isDown = true;
        _initializer.InitializeAsync(default).ReturnsForAnyArgs(
            _ => isDown ? throw FaultyControlStore.Down : ValueTask.CompletedTask);
        await using var host = new GovernedHost("development", configure: Register);

        await host.StartAsync();
        Assert.Equal(GateDecision.StateStale, host.Gate.Check(ExecutionClass.ProdExec));
        Assert.Equal(0, host.Store.Reads);

        isDown = false;
        await Eventually.TrueAsync(
            () =>
            {
                host.Clock.Advance(TimeSpan.FromSeconds(1));
                return host.Gate.Check(ExecutionClass.ProdExec) == GateDecision.Allowed;
            },
            "the gate opens");
    }

    [Fact]
    public async Task Starting_InitialisedButNotReadable_IsTriedAgain()
    {
        await using var host = new GovernedHost("development", configure: Register);
        host.Store.Failure = FaultyControlStore.Down;
        await host.StartAsync();
        Assert.False(host.Get<StoreReadiness>().IsReady);

        host.Store.Failure = null;
        await Eventually.TrueAsync(
            () =>
            {
                host.Clock.Advance(TimeSpan.FromSeconds(1));
                return host.Get<StoreReadiness>().IsReady;
            },
            "the store is ready");
    }

    public static TheoryData<Exception> WrongSchemas() =>
    [
        new ValhallaConfigurationException("VG0701", "The schema is old."),
        new ValhallaStoreException(StoreFailure.SchemaMismatch, "The schema is old."),
    ];

    [Theory]
    [MemberData(nameof(WrongSchemas))]
    public async Task Starting_WrongSchema_StopsTheHost(Exception wrong)
    {
        _initializer.InitializeAsync(default).ReturnsForAnyArgs<ValueTask>(_ => throw wrong);
        await using var host = new GovernedHost(configure: Register);

        Assert.Same(wrong, await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync()));
    }

    [Fact]
    public async Task Execute_SchemaTurnsOutWrongLater_EndsWithTheError()
    {
        Exception failure = FaultyControlStore.Down;
        _initializer.InitializeAsync(default).ReturnsForAnyArgs<ValueTask>(_ => throw failure);
        await using var host = new GovernedHost(configure: Register);
        await host.StartAsync();
        var startup = host.Services.GetServices<IHostedService>().OfType<StoreStartup>().Single();

        failure = new ValhallaConfigurationException("VG0701", "The schema is old.");
        await Eventually.TrueAsync(
            () =>
            {
                host.Clock.Advance(TimeSpan.FromSeconds(1));
                return startup.ExecuteTask!.IsCompleted;
            },
            "the start has ended");

        await Assert.ThrowsAsync<ValhallaConfigurationException>(() => startup.ExecuteTask!);
    }

    private void Register(IServiceCollection services) => services.AddSingleton(_initializer);
}

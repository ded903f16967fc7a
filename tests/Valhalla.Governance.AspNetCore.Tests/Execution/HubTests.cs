using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.AspNetCore.Tests.Hosting;

namespace Valhalla.Governance.AspNetCore.Tests.Execution;

/// <summary>Calls of SignalR hubs over web sockets, in the words of their protocol.</summary>
public sealed class HubTests
{
    private const char End = '\u001e';
    private readonly Executions _executions = new();
    private readonly SwitchGate _gate = new();

    [Theory]
    [InlineData("/deals", "Make", true)]
    [InlineData("/deals", "Try", true)]
    [InlineData("/deals", "List", false)]
    [InlineData("/payouts", "Make", true)]
    [InlineData("/payouts", "List", false)]
    [InlineData("/classed", "List", true)]
    public async Task Call_OnAConnectionOlderThanTheKill_IsRefusedWhereItActs(string hub, string method, bool acts)
    {
        await using var api = await StartAsync();
        using var socket = await api.App.GetTestServer().CreateWebSocketClient()
            .ConnectAsync(new Uri("ws://localhost" + hub), CancellationToken.None);
        await SendAsync(socket, """{"protocol":"json","version":1}""");
        Assert.Equal("{}", await ReceiveAsync(socket, ""));

        Assert.Contains("done", await CallAsync(socket, method));
        _gate.Decision = GateDecision.KillSwitchEngaged;
        var answer = await CallAsync(socket, method);

        Assert.Equal(acts, answer.Contains("kill_switch_engaged", StringComparison.Ordinal));
        Assert.Equal(acts ? 1 : 2, _executions.Count);
    }

    [Theory]
    [InlineData(GateDecision.Allowed, 1)]
    [InlineData(GateDecision.KillSwitchEngaged, 0)]
    public async Task Connect_ToAHubThatActsWhenItIsConnectedTo_AsksFirst(GateDecision decision, int executions)
    {
        await using var api = await StartAsync();
        _gate.Decision = decision;
        using var socket = await api.App.GetTestServer().CreateWebSocketClient()
            .ConnectAsync(new Uri("ws://localhost/greeting"), CancellationToken.None);
        await SendAsync(socket, """{"protocol":"json","version":1}""");
        await ReceiveAsync(socket, executions == 0 ? "\"type\":7" : "hello");

        Assert.Equal(executions, _executions.Count);
    }

    private Task<TestApi> StartAsync() => TestApi.StartAsync(
        builder =>
        {
            builder.Configuration["Valhalla:Http:EnforceGoLive"] = "false";
            builder.Services.AddSingleton<IGoLiveGate>(_gate);
            builder.Services.AddSingleton(_executions);
            builder.Services.AddSignalR();
        },
        app =>
        {
            app.MapHub<DealsHub>("/deals");
            app.MapHub<PayoutsHub>("/payouts");
            app.MapHub<GreetingHub>("/greeting");
            app.MapHub<DealsHub>("/classed").WithExecutionClass(ExecutionClass.ProdExec);
        });

    private static async Task<string> CallAsync(WebSocket socket, string method)
    {
        var arguments = method == "Make" ? """{"address":"x"}""" : "";
        await SendAsync(
            socket, $$"""{"type":1,"invocationId":"1","target":"{{method}}","arguments":[{{arguments}}]}""");
        return await ReceiveAsync(socket, "\"type\":3");
    }

    private static async Task SendAsync(WebSocket socket, string text) => await socket.SendAsync(
        Encoding.UTF8.GetBytes(text + End), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    /// <summary>The first message that holds a text; a ping may come before it.</summary>
    private static async Task<string> ReceiveAsync(WebSocket socket, string text)
    {
        var buffer = new byte[8192];
        while (true)
        {
            var result = await socket.ReceiveAsync(buffer, CancellationToken.None);
            Assert.Equal(WebSocketMessageType.Text, result.MessageType);
            var found = Encoding.UTF8.GetString(buffer, 0, result.Count).Split(End)
                .FirstOrDefault(message => message.Contains(text, StringComparison.Ordinal));
            if (found is not null)
            {
                return found;
            }
        }
    }
}

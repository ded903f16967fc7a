using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.AspNetCore.Tests.Hosting;

namespace Valhalla.Governance.AspNetCore.Tests.Http;

/// <summary>The host's OpenAPI document says of every member what the server then asks of it.</summary>
public sealed class OpenApiContractTests : IAsyncLifetime
{
    private const int VeryLong = 5_000;
    private TestApi _api = null!;
    private JsonNode _document = null!;

    public async Task InitializeAsync()
    {
        _api = await TestApi.StartAsync(
            static builder => builder.Services.AddOpenApi(),
            static app =>
            {
                app.MapValhalla();
                app.MapOpenApi();
            });
        _document = JsonNode.Parse(await _api.Client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)))!;
    }

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public void Numbers_OfEverySchema_AreNumbersAndNothingElse()
    {
        var wrong = Schemas()
            .Where(schema => schema.Node is JsonObject && Types(schema.Node) is var types
                && (types.Contains("number") || types.Contains("integer")) && types.Contains("string"))
            .Select(schema => schema.Name)
            .ToArray();

        None(wrong);
    }

    [Fact]
    public void RequiredMembers_OfEveryRequest_AreNotNullable()
    {
        var wrong = Members()
            .Where(member => member.IsRequired && Types(member.Schema).Contains("null"))
            .Select(member => member.ToString())
            .ToArray();

        None(wrong);
        Assert.True(Members().Count(member => member.IsRequired) > 40);
    }

    [Fact]
    public async Task Numbers_GivenAsStrings_AreRefused()
    {
        var accepted = new List<string>();
        foreach (var member in Members().Where(m => Types(m.Schema).Any(type => type is "number" or "integer")))
        {
            if (!await IsRefusedAsync(member, "7"))
            {
                accepted.Add(member.ToString());
            }
        }

        None(accepted);
    }

    [Fact]
    public async Task Null_IsRefusedExactlyWhereTheDocumentDoesNotAllowIt()
    {
        var wrong = new List<string>();
        foreach (var member in Members().Where(m => Types(m.Schema).Count > 0))
        {
            // What is asked for in some cases only is refused the same where it is absent.
            var isRefused = await IsRefusedAsync(member, null)
                && (member.IsRequired || !await IsRefusedAsync(member, null, isAbsent: true));
            if (isRefused == Types(member.Schema).Contains("null"))
            {
                wrong.Add(member.ToString());
            }
        }

        None(wrong);
    }

    [Fact]
    public async Task Strings_ThatTheServerBounds_AreBoundedInTheDocument()
    {
        var wrong = new List<string>();
        foreach (var member in Members().Where(m => Types(m.Schema).Contains("string")))
        {
            var isBounded = member.Schema["maxLength"] is not null || member.Schema["pattern"] is not null
                || member.Schema["format"] is not null;
            if (await IsRefusedAsync(member, new string('A', VeryLong)) && !isBounded)
            {
                wrong.Add(member + " is bounded by the server");
            }

            // A stop is never refused for its looks; what it keeps of a text is bounded all the same.
            if (member.Schema["maxLength"] is { } max && !member.Path.Contains("kill", StringComparison.Ordinal)
                && !member.Path.EndsWith("go-live/disable", StringComparison.Ordinal)
                && !(member.Path.EndsWith("kpi/batch", StringComparison.Ordinal) && member.List is null)
                && !await IsRefusedAsync(member, new string('A', max.GetValue<int>() + 1)))
            {
                wrong.Add(member + " is bounded by the document");
            }
        }

        None(wrong);
    }

    [Fact]
    public async Task Patterns_ThatDoNotMatch_AreRefused()
    {
        var wrong = new List<string>();
        foreach (var member in Members().Where(m => m.Schema["pattern"] is not null))
        {
            var pattern = member.Schema["pattern"]!.GetValue<string>();
            var text = Array.Find(["a b", "\u00e9", "no-uuid"], sample => !Regex.IsMatch(sample, pattern));
            if (text is null || !await IsRefusedAsync(member, text))
            {
                wrong.Add(member.ToString());
            }
        }

        None(wrong);
    }

    private static void None(IReadOnlyCollection<string> wrong) =>
        Assert.True(wrong.Count == 0, $"{wrong.Count}:\n{string.Join('\n', wrong)}");

    private static HashSet<string> Types(JsonNode schema) => schema["type"] switch
    {
        JsonArray many => [.. many.Select(type => type!.GetValue<string>())],
        JsonValue one => [one.GetValue<string>()],
        _ => [],
    };

    /// <summary>How a refusal names the member; who acts is one field with two names.</summary>
    private static string[] NamesOf(Member member) =>
        [member.List is null ? member.Name : $"{member.List}[0].{member.Name}",
            .. member.Name is "changed_by" or "actor" ? ["actor"] : Array.Empty<string>()];

    /// <summary>Whether a request with only this member is refused for it.</summary>
    private async Task<bool> IsRefusedAsync(Member member, string? value, bool isAbsent = false)
    {
        var fields = isAbsent ? [] : new JsonObject { [member.Name] = value };
        var body = member.List is null ? fields : new JsonObject { [member.List] = new JsonArray(fields) };
        using var response = await _api.PostAsync(
            Regex.Replace(member.Path, @"\{[^}]*\}", "1"), body.ToJsonString());
        var text = await response.Content.ReadAsStringAsync();
        if (response.StatusCode != HttpStatusCode.BadRequest)
        {
            return false;
        }

        using var problem = JsonDocument.Parse(text);
        return problem.RootElement.TryGetProperty("errors", out var errors)
            && errors.EnumerateObject().Any(field => Array.IndexOf(NamesOf(member), field.Name) >= 0);
    }

    private IEnumerable<(string Name, JsonNode Node)> Schemas() =>
        Walk("components", _document["components"]!);

    private static IEnumerable<(string Name, JsonNode Node)> Walk(string name, JsonNode node)
    {
        yield return (name, node);
        IEnumerable<(string, JsonNode?)> inner = node switch
        {
            JsonObject members => members.Select(m => (m.Key, m.Value)),
            JsonArray items => items.Select((item, i) => ($"{i}", item)),
            _ => [],
        };
        foreach (var (key, value) in inner)
        {
            if (value is JsonObject or JsonArray)
            {
                foreach (var found in Walk($"{name}.{key}", value))
                {
                    yield return found;
                }
            }
        }
    }

    /// <summary>The members of all request bodies and of the objects in their lists; what stops comes last.</summary>
    private IReadOnlyList<Member> Members() =>
    [
        .. _document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(verb => (Path: path.Key, Operation: verb.Value!)))
            .Where(one => one.Operation["requestBody"]?["content"]?["application/json"] is not null)
            .SelectMany(one => MembersOf(
                one.Path, null, one.Operation["requestBody"]!["content"]!["application/json"]!["schema"]!))
            .OrderBy(member => member.Path.Contains("kill", StringComparison.Ordinal))
            .ThenBy(member => member.Path, StringComparer.Ordinal),
    ];

    private IEnumerable<Member> MembersOf(string path, string? list, JsonNode reference)
    {
        var schema = Resolve(reference);
        var required = schema["required"]?.AsArray().Select(name => name!.GetValue<string>()).ToHashSet() ?? [];
        foreach (var (name, value) in schema["properties"]!.AsObject())
        {
            var property = Resolve(value!);
            yield return new Member(path, list, name, property, required.Contains(name));
            if (list is null && property["items"] is { } items && Resolve(items)["properties"] is not null)
            {
                foreach (var inner in MembersOf(path, name, items))
                {
                    yield return inner;
                }
            }
        }
    }

    /// <summary>What a reference points to; of a choice between null and something else, the something else.</summary>
    private JsonNode Resolve(JsonNode schema)
    {
        var node = schema["$ref"] is { } reference
            ? _document["components"]!["schemas"]![reference.GetValue<string>().Split('/')[^1]]!
            : schema;
        return node["oneOf"] is JsonArray choices
            ? Resolve(choices.First(choice => !Types(choice!).SetEquals(["null"]))!)
            : node;
    }

    private sealed record Member(string Path, string? List, string Name, JsonNode Schema, bool IsRequired)
    {
        public override string ToString() => $"{Path} {List}.{Name}: {Schema.ToJsonString()}";
    }
}

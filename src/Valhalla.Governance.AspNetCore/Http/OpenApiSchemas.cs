using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>
/// Makes the host's OpenAPI document say of the library's bodies what the library's own reader asks: the document is
/// made with the host's JSON options, which by default take numbers as strings, and a body's property is nullable
/// until its field was checked. For hosts that use Microsoft.AspNetCore.OpenApi; the library does not bring it along.
/// </summary>
/// <remarks>No type here derives from one of that package, so that the assembly can be read without it.</remarks>
internal sealed class OpenApiSchemas
{
    private const string HostsOptions = "Microsoft.AspNetCore.OpenApi.OpenApiOptions, Microsoft.AspNetCore.OpenApi";
    private static readonly Assembly Ours = typeof(OpenApiSchemas).Assembly;

    public static void Describe(IServiceCollection services)
    {
        if (Type.GetType(HostsOptions) is not null)
        {
            Configure(services);
        }
    }

    // Compiled only where the package is there.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Configure(IServiceCollection services) =>
        services.ConfigureAll<OpenApiOptions>(new OpenApiSchemas().Add);

    private void Add(OpenApiOptions options) => options.AddSchemaTransformer(Transform);

    private Task Transform(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancelled)
    {
        cancelled.ThrowIfCancellationRequested();
        var member = context.JsonPropertyInfo?.AttributeProvider as MemberInfo ?? ParameterOf(context);
        if (member?.DeclaringType?.Assembly != Ours)
        {
            return Task.CompletedTask;
        }

        AddBounds(schema, member);
        var info = context.JsonTypeInfo;
        CorrectNumber(schema, info.Type);
        if (info.ElementType is { } element)
        {
            CorrectNumber((schema.Items ?? schema.AdditionalProperties) as OpenApiSchema, element);
        }

        if (member.IsDefined(typeof(RequiredAttribute)) && schema.Type is { } type)
        {
            schema.Type = type & ~JsonSchemaType.Null;
        }

        return Task.CompletedTask;
    }

    private static void AddBounds(OpenApiSchema schema, MemberInfo member)
    {
        if (member.GetCustomAttribute<TextLengthAttribute>() is { } text)
        {
            schema.MinLength = 1;
            schema.MaxLength = text.Max;
        }

        if (member.GetCustomAttribute<BetweenAttribute>() is { } number)
        {
            var least = number.Min.ToString(CultureInfo.InvariantCulture);
            (schema.Minimum, schema.ExclusiveMinimum) = number.IsAbove ? ((string?)null, least) : (least, null);
            schema.Maximum = number.Max.ToString(CultureInfo.InvariantCulture);
        }
    }

    private static void CorrectNumber(OpenApiSchema? schema, Type type)
    {
        var number = Nullable.GetUnderlyingType(type) ?? type;
        if (schema is not null
            && (number == typeof(int) || number == typeof(long) || number == typeof(decimal)
                || number == typeof(double)))
        {
            var isWhole = number == typeof(int) || number == typeof(long);
            schema.Type = (schema.Type.GetValueOrDefault() & JsonSchemaType.Null)
                | (isWhole ? JsonSchemaType.Integer : JsonSchemaType.Number);

            // That of a number in a string.
            schema.Pattern = null;
        }
    }

    private static MemberInfo? ParameterOf(OpenApiSchemaTransformerContext context) =>
        context.JsonPropertyInfo is null
        && context.ParameterDescription?.ParameterDescriptor is IParameterInfoParameterDescriptor described
            ? described.ParameterInfo.Member
            : null;
}

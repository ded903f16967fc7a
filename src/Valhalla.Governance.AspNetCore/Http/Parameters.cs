using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>
/// Describes what an endpoint takes by the parameters of an interface's method that nobody implements. The endpoints
/// read requests themselves, so that the host's binding and JSON options have no part in it, and OpenAPI still needs to
/// know.
/// </summary>
internal static class Parameters
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static MethodInfo None { get; } = Of<INothing>(nameof(INothing.Nothing));

    public static MethodInfo Of<TSignatures>(string name) => typeof(TSignatures).GetMethod(name)!;

    public static IEnumerable<IParameterBindingMetadata> Describe(MethodInfo signature)
    {
        foreach (var parameter in signature.GetParameters())
        {
            lock (Nullability)
            {
                yield return new Description(
                    parameter, Nullability.Create(parameter).WriteState == NullabilityState.Nullable);
            }
        }
    }

    private interface INothing
    {
        void Nothing();
    }

    private sealed class Description(ParameterInfo parameter, bool isOptional) : IParameterBindingMetadata
    {
        public string Name => parameter.Name!;

        public bool HasTryParse => false;

        public bool HasBindAsync => false;

        public ParameterInfo ParameterInfo => parameter;

        public bool IsOptional => isOptional;
    }
}

#include "textflag.h"

DATA fixedConst<>+0(SB)/4, $1024    // half a unit of a sum's last 11 places
DATA fixedConst<>+4(SB)/4, $16384   // 2 with 13 places
DATA fixedConst<>+8(SB)/4, $-16384
DATA fixedConst<>+12(SB)/4, $8192   // 2 with 12 places, 1/2 with 14, half a unit of 14
DATA fixedConst<>+16(SB)/4, $-8192
DATA fixedConst<>+20(SB)/4, $65536  // 16 with 12 places
DATA fixedConst<>+24(SB)/4, $-65536
GLOBL fixedConst<>(SB), RODATA, $28

// GATE turns 8 sums into gates.
#define GATE(x, t) \
	VPADDD Y8, x, x; \
	VPSRAD $11, x, x; \
	VPMINSD Y9, x, x; \
	VPMAXSD Y10, x, x; \
	VPABSD x, t; \
	VPMULLD x, t, t; \
	VPSRAD $15, t, t; \
	VPSUBD t, x, x; \
	VPADDD Y11, x, x

// SQUASH squashes 8 states.
#define SQUASH(x, t) \
	VPMINSD Y11, x, x; \
	VPMAXSD Y12, x, x; \
	VPABSD x, t; \
	VPMULLD x, t, t; \
	VPSRAD $14, t, t; \
	VPSUBD t, x, x

// func cells8(n int, out *int16, cells, sums *int32)
TEXT ·cells8(SB), NOSPLIT, $0-32
	MOVQ n+0(FP), CX
	MOVQ out+8(FP), DI
	MOVQ cells+16(FP), DX
	MOVQ sums+24(FP), SI
	LEAQ (SI)(CX*4), R8
	LEAQ (R8)(CX*4), R9
	LEAQ (R9)(CX*4), R10
	VPBROADCASTD fixedConst<>+0(SB), Y8
	VPBROADCASTD fixedConst<>+4(SB), Y9
	VPBROADCASTD fixedConst<>+8(SB), Y10
	VPBROADCASTD fixedConst<>+12(SB), Y11
	VPBROADCASTD fixedConst<>+16(SB), Y12
	VPBROADCASTD fixedConst<>+20(SB), Y13
	VPBROADCASTD fixedConst<>+24(SB), Y14
	XORQ AX, AX

units:
	VMOVDQU (SI)(AX*4), Y0
	VMOVDQU (R8)(AX*4), Y1
	VMOVDQU (R9)(AX*4), Y2
	VMOVDQU (R10)(AX*4), Y3
	GATE(Y0, Y4)
	GATE(Y1, Y5)
	GATE(Y2, Y6)
	VPADDD Y8, Y3, Y3
	VPSRAD $11, Y3, Y3
	SQUASH(Y3, Y7)
	VPMULLD Y3, Y0, Y0
	VPMULLD (DX)(AX*4), Y1, Y1
	VPADDD Y1, Y0, Y0
	VPADDD Y11, Y0, Y0
	VPSRAD $14, Y0, Y0
	VPMINSD Y13, Y0, Y0
	VPMAXSD Y14, Y0, Y0
	VMOVDQU Y0, (DX)(AX*4)
	SQUASH(Y0, Y4)
	VPMULLD Y2, Y0, Y0
	VPADDD Y11, Y0, Y0
	VPSRAD $14, Y0, Y0
	VPACKSSDW Y0, Y0, Y0
	VPERMQ $8, Y0, Y0
	VMOVDQU X0, (DI)(AX*2)
	ADDQ $8, AX
	CMPQ AX, CX
	JLT units
	VZEROUPPER
	RET

// func squash8(n int, out *int16, sums *int32)
TEXT ·squash8(SB), NOSPLIT, $0-24
	MOVQ n+0(FP), CX
	MOVQ out+8(FP), DI
	MOVQ sums+16(FP), SI
	VPBROADCASTD fixedConst<>+0(SB), Y8
	VPBROADCASTD fixedConst<>+12(SB), Y11
	VPBROADCASTD fixedConst<>+16(SB), Y12
	XORQ AX, AX

eight:
	VMOVDQU (SI)(AX*4), Y0
	VPADDD Y8, Y0, Y0
	VPSRAD $11, Y0, Y0
	SQUASH(Y0, Y1)
	VPACKSSDW Y0, Y0, Y0
	VPERMQ $8, Y0, Y0
	VMOVDQU X0, (DI)(AX*2)
	ADDQ $8, AX
	CMPQ AX, CX
	JLT eight
	VZEROUPPER
	RET

// func addBytes16(n int, x *int16, e *byte)
TEXT ·addBytes16(SB), NOSPLIT, $0-24
	MOVQ n+0(FP), CX
	MOVQ x+8(FP), DI
	MOVQ e+16(FP), SI
	XORQ AX, AX

sixteen:
	VPMOVSXBW (SI)(AX*1), Y0
	VPADDW (DI)(AX*2), Y0, Y0
	VMOVDQU Y0, (DI)(AX*2)
	ADDQ $16, AX
	CMPQ AX, CX
	JLT sixteen
	VZEROUPPER
	RET
